#include "app/settings.hpp"

namespace jiaxin::app {
namespace {

#define JIAXIN_AT(member) \
  [](Config & config) -> auto& { return config.member; }

const Setting table[] = {
    {"listen", "host", Text{JIAXIN_AT(listen.host), 255}, "监听地址。除非 behind_proxy = true，只能是本机回环地址。",
     "Address to listen on. Loopback only, unless behind_proxy = true."},
    {"listen", "port", Number{JIAXIN_AT(listen.port), 0, 65535}, "端口；0 表示任选一个空闲端口。",
     "Port; 0 picks a free one."},
    {"listen", "behind_proxy", Flag{JIAXIN_AT(listen.behind_proxy)},
     "前面有提供 TLS 的反向代理。代理须自行设置 X-Forwarded-For，只信任其最后一项。",
     "A reverse proxy with TLS stands in front. It must set X-Forwarded-For; only its last entry is believed."},
    {"listen", "allowed_hosts", Texts{JIAXIN_AT(listen.allowed_hosts), 64, 255},
     "提供服务的主机名，可带端口。留空：127.0.0.1、localhost 和 [::1]。",
     "Host names to answer for, with or without a port. Empty: 127.0.0.1, localhost and [::1]."},
    {"listen", "allowed_origins", Texts{JIAXIN_AT(listen.allowed_origins), 64, 255},
     "允许连接的网页来源，如 https://app.example.cn。同一主机的网页总是允许。",
     "Origins of web pages that may connect, e.g. https://app.example.cn. Pages of the same host always may."},
    {"listen", "max_connections", Number{JIAXIN_AT(listen.max_connections), 1, 1'000'000},
     "最大连接数，超出者得到 503。每个连接需要一个文件描述符。",
     "Most connections at a time; more get 503. Each needs a file descriptor."},

    {"timeouts", "handshake_ms", Number{JIAXIN_AT(timeouts.handshake_ms), 100, 600'000},
     "从建立连接到完成 WebSocket 握手的时限，毫秒。",
     "From accept to the end of the WebSocket handshake, milliseconds."},
    {"timeouts", "sign_in_ms", Number{JIAXIN_AT(timeouts.sign_in_ms), 100, 600'000}, "从握手到登录的时限，毫秒。",
     "From the handshake to a sign-in, milliseconds."},
    {"timeouts", "ping_interval_ms", Number{JIAXIN_AT(timeouts.ping_interval_ms), 100, 3'600'000},
     "心跳间隔，毫秒（±20%）；两个间隔内没有回应即断开。",
     "Between pings, milliseconds (+-20 %); a peer silent for two of them is dropped."},
    {"timeouts", "write_stall_ms", Number{JIAXIN_AT(timeouts.write_stall_ms), 100, 600'000},
     "有数据等待发送而对方一个字节也不接收，多久即断开，毫秒。",
     "A peer who takes no byte of what waits for him for so long is let go, milliseconds."},
    {"timeouts", "close_ms", Number{JIAXIN_AT(timeouts.close_ms), 100, 600'000}, "关闭连接时等待对方确认的时限，毫秒。",
     "How long a close waits for the peer's answer, milliseconds."},
    {"timeouts", "drain_ms", Number{JIAXIN_AT(timeouts.drain_ms), 0, 600'000}, "停止时等待连接关闭的时限，毫秒。",
     "How long a stop waits for connections to close, milliseconds."},

    {"sign_in", "code_pepper", Text{JIAXIN_AT(sign_in.code_pepper), 256, true},
     "加入登录码散列的密钥（保密）。更改后，尚未使用的登录码全部作废；init 时须用同一配置。",
     "Secret that enters the hashes of sign-in codes. A change voids all unused codes; use the same file for init."},
    {"sign_in", "argon2_memory_kib", Number{JIAXIN_AT(sign_in.argon2_memory_kib), 8192, 4'194'304},
     "计算一次密码散列所用内存，KiB。", "Memory of one password hashing, KiB."},
    {"sign_in", "argon2_passes", Number{JIAXIN_AT(sign_in.argon2_passes), 1, 100}, "计算密码散列的遍数。",
     "Passes of one password hashing."},
    {"sign_in", "workers", Number{JIAXIN_AT(sign_in.workers), 1, 64}, "计算密码散列的线程数。",
     "Threads for password hashing."},
    {"sign_in", "max_waiting", Number{JIAXIN_AT(sign_in.max_waiting), 1, 100'000},
     "等待这些线程的任务上限，超出者请稍后再试。",
     "Most tasks that wait for these threads; more are told to try later."},

    {"storage", "directory", Text{JIAXIN_AT(storage.directory), 4096},
     "数据目录，由 jiaxind init 建立。命令行 --data 优先。",
     "Data directory, made by jiaxind init. --data goes before it."},
    {"storage", "readers", Number{JIAXIN_AT(storage.readers), 1, 16}, "读取数据库的线程数。",
     "Threads that read the database."},

    {"policy", "packs", Texts{JIAXIN_AT(policy.packs), 8, 4096},
     "内置国家规则之下的规则包文件，先地区后学校，如 /etc/jiaxin/school.toml。收到 SIGHUP 时重新读取。",
     "Files of the rule packs below the built-in national base: region, then school. Read again on SIGHUP."},
    {"policy", "blocked_text_days", Number{JIAXIN_AT(policy.blocked_text_days), 1, 365},
     "被拦下的内容，原文保存多少天供人工裁定；此后只留散列值、所违规则和裁定。",
     "Days that the text of a blocked item is kept for a person to decide about; then its hash, rules and decision "
     "remain."},

    {"server", "io_threads", Number{JIAXIN_AT(server.io_threads), 0, 64}, "处理连接的线程数；0 表示处理器核数减一。",
     "Threads that serve connections; 0: one less than there are processor cores."},
    {"server", "log_level", Choice{JIAXIN_AT(server.log_level), {"debug", "info", "warn", "error"}},
     "日志级别：debug、info、warn 或 error。日志写到标准错误，不含姓名、正文、登录码。",
     "Log level: debug, info, warn or error. Logs go to standard error and hold no names, texts or codes."},
};

#undef JIAXIN_AT

}  // namespace

std::span<const Setting> settings() { return table; }

}  // namespace jiaxin::app
