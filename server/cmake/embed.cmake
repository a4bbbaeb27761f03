# cmake -DINPUT=file -DOUTPUT=file.cpp -DHEADER=declares/it.hpp -DFUNCTION=name -P embed.cmake
# writes a source that defines std::string_view jiaxin::policy::<name>(), the bytes of the input.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"${HEADER}\"
namespace jiaxin::policy {
namespace {
constexpr unsigned char bytes[] = {
${bytes}};
}
std::string_view ${FUNCTION}() { return {reinterpret_cast<const char*>(bytes), sizeof bytes}; }
}
")
