# cmake -DROOT=<directory> -DOUTPUT=<file> -P bundle.cmake: all .json files below a directory as one file,
# a run of "<path> <bytes>\n<content>\n".
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*.json)
list(SORT files)
file(WRITE ${OUTPUT} "")
foreach(path IN LISTS files)
  file(READ ${ROOT}/${path} content)
  string(LENGTH "${content}" bytes)
  file(APPEND ${OUTPUT} "${path} ${bytes}\n${content}\n")
endforeach()
