# Installs into SCRATCH/prefix, then configures, builds and runs examples/find_package against it,
# as somebody who never saw this tree would. The static library is the one already in BUILT; the
# shared one is built here without optimisation, to be quick.
if(KIND STREQUAL "shared" AND "$ENV{STANDOFF_SHARED_PACKAGE}" STREQUAL "")
  message("left out: set STANDOFF_SHARED_PACKAGE=1, or run ./test --long")
  return()
endif()

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT code EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\nended with ${code}:\n${out}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

set(prefix ${SCRATCH}/prefix)
file(REMOVE_RECURSE ${prefix} ${SCRATCH}/outside)
if(KIND STREQUAL "shared")
  set(BUILT ${SCRATCH}/standoff)
  run(${CMAKE_COMMAND} -S ${ROOT} -B ${BUILT} -G Ninja -DBUILD_SHARED_LIBS=ON
      -DSTANDOFF_PROGRAM=OFF -DSTANDOFF_TESTS=OFF
      -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCMAKE_CXX_COMPILER=${COMPILER}
      -DCMAKE_CXX_COMPILER_LAUNCHER=${COMPILER_LAUNCHER} -DCMAKE_INSTALL_PREFIX=${prefix})
  run(${CMAKE_COMMAND} --build ${BUILT})
endif()
run(${CMAKE_COMMAND} --install ${BUILT} --prefix ${prefix})

run(${CMAKE_COMMAND} -S ${ROOT}/examples/find_package -B ${SCRATCH}/outside -G Ninja
    -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build ${SCRATCH}/outside)
run(${SCRATCH}/outside/equilibria chicken)
message("${output}")
if(NOT output MATCHES "YN" OR NOT output MATCHES "NY")
  message(FATAL_ERROR "the outside program did not print the two equilibria of chicken")
endif()

if(KIND STREQUAL "static")
  run(${prefix}/bin/standoff --version)  # the program was installed as well
endif()
