# One part of the system is one folder and one static library. What a part may include is what it links:
# every part sees only the headers of the parts it names here, so a wrong include does not compile.

add_library(jiaxin_warnings INTERFACE)
target_compile_options(jiaxin_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 at -O2 takes an empty std::optional's storage for a value that is read.
  target_compile_options(jiaxin_warnings INTERFACE -Wno-maybe-uninitialized)
endif()
if(CMAKE_UNITY_BUILD) # several files in one see each other's file-local names; the release build checks them one by one
  target_compile_options(jiaxin_warnings INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(JIAXIN_SANITIZE)
  add_compile_options(-fsanitize=${JIAXIN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${JIAXIN_SANITIZE})
  if(JIAXIN_SANITIZE MATCHES undefined)
    # It asks by way of a pipe which addresses can be read, and reports falsely where a process may open none.
    add_compile_options(-fno-sanitize=vptr)
  endif()
  if(JIAXIN_SANITIZE MATCHES thread)
    add_compile_options(-Wno-tsan) # Asio's atomic_thread_fence, see g++ 12
  endif()
endif()
if(JIAXIN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# jiaxin_alone(file...) for the CMakeLists.txt of their folder: where several files are compiled as one, as the sanitizer
# presets do to be built in time, these are not: mostly because they share file-local names with their neighbours.
function(jiaxin_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# jiaxin_part(name [DIR folder] [UNDER folders] [LINKS ...]) builds every .cpp of the folder into the library
# jiaxin_<name>. Headers are reached as "<folder name>/<header>", or "<UNDER>/<folder name>/<header>". The folder of a
# part is visible only through a mirror in the build tree, so that linking a part does not open its neighbours.
function(jiaxin_part name)
  cmake_parse_arguments(PART "" "DIR;UNDER" "LINKS" ${ARGN})
  if(NOT PART_DIR)
    set(PART_DIR ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PART_DIR}/*.cpp)
  get_filename_component(folder ${PART_DIR} NAME)
  set(mirror ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${mirror}/${PART_UNDER})
  file(CREATE_LINK ${PART_DIR} ${mirror}/${PART_UNDER}/${folder} SYMBOLIC)
  if(sources)
    add_library(jiaxin_${name} STATIC ${sources})
    target_include_directories(jiaxin_${name} PUBLIC $<BUILD_INTERFACE:${mirror}>)
    target_link_libraries(jiaxin_${name} PUBLIC ${PART_LINKS} PRIVATE $<BUILD_INTERFACE:jiaxin_warnings>)
  else()
    add_library(jiaxin_${name} INTERFACE)
    target_include_directories(jiaxin_${name} INTERFACE ${mirror})
    target_link_libraries(jiaxin_${name} INTERFACE ${PART_LINKS})
  endif()
endfunction()
