"""The schema for Python: protoc's generated modules and the descriptors with their comments.

Needs Debian's protobuf-compiler and python3-protobuf. Nothing is left behind: protoc writes into a folder that goes
with the process.
"""
import atexit
import importlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

from google.protobuf import descriptor_pb2

ROOT = pathlib.Path(__file__).resolve().parents[1]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "jiaxin/v1").glob("*.proto"))

sys.dont_write_bytecode = True
_made = pathlib.Path(tempfile.mkdtemp(prefix="jiaxin-schema."))
atexit.register(shutil.rmtree, _made, ignore_errors=True)
_set = _made / "schema.binpb"
subprocess.run(
    ["protoc", f"--proto_path={ROOT}", f"--python_out={_made}", f"--descriptor_set_out={_set}",
     "--include_source_info", *FILES],
    check=True)
sys.path.insert(0, str(_made))

_modules = [importlib.import_module(name[:-len(".proto")].replace("/", ".") + "_pb2") for name in FILES]
limits = importlib.import_module("jiaxin.v1.limits_pb2").limits


def message(name):
    """The class of a message, e.g. message("ClientFrame")."""
    return next(getattr(module, name) for module in _modules if hasattr(module, name))


def files():
    """FileDescriptorProto of every file of the schema, with source info, in no particular order."""
    return descriptor_pb2.FileDescriptorSet.FromString(_set.read_bytes()).file
