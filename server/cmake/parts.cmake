# One part of the system is one folder and one static library. What a part may include is what it links:
# every part sees only the headers of the parts it names here, so a wrong include does not compile.

add_library(jiaxin_warnings INTERFACE)
target_compile_options(jiaxin_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers -Werror)
# g++ 12 at -O2 takes an empty std::optional's storage for a value that is read.
target_compile_options(jiaxin_warnings INTERFACE -Wno-maybe-uninitialized)
if(JIAXIN_SANITIZE)
  target_compile_options(jiaxin_warnings INTERFACE -fsanitize=${JIAXIN_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(jiaxin_warnings INTERFACE -fsanitize=${JIAXIN_SANITIZE})
  if(JIAXIN_SANITIZE MATCHES thread)
    target_compile_options(jiaxin_warnings INTERFACE -Wno-tsan) # Asio's atomic_thread_fence, see g++ 12
  endif()
endif()

# jiaxin_part(name DIR folder [LINKS ...]) builds every .cpp of the folder into the library jiaxin_<name>.
# Headers are reached as "<folder name>/<header>" from the folder's parent. The folder of a part is visible
# only through a mirror in the build tree, so that linking a part does not open its neighbours.
function(jiaxin_part name)
  cmake_parse_arguments(PART "" "DIR" "LINKS" ${ARGN})
  if(NOT PART_DIR)
    set(PART_DIR ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PART_DIR}/*.cpp)
  get_filename_component(folder ${PART_DIR} NAME)
  set(mirror ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${mirror})
  file(CREATE_LINK ${PART_DIR} ${mirror}/${folder} SYMBOLIC)
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
