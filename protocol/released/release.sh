#!/usr/bin/env bash
# Takes the schema as it is now for released: from now on nothing in it may break. To be run with a release; before the
# first one also when clients are to be written against something new, once `buf breaking` and tools/check_limits.py
# find no fault. What it writes is read by buf (`buf breaking`), and by people with
#   protoc --decode google.protobuf.FileDescriptorSet google/protobuf/descriptor.proto < jiaxin.v1.binpb
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
protoc --proto_path=. --include_imports --descriptor_set_out=released/jiaxin.v1.binpb jiaxin/v1/*.proto
