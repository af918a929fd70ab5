# Writes the files of FOLDER into OUT as the table of src/serve/page.h.
#
#   cmake -DFOLDER=… -DOUT=… -P embed.cmake
file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(arrays "")
set(rows "")
set(number 0)
foreach(name IN LISTS files)
  file(READ ${FOLDER}/${name} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR bytes "${digits} / 2")
  string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
  string(APPEND arrays "static const unsigned char FILE_${number}[] = {${hex}0};\n")
  string(APPEND rows "    {\"${name}\", FILE_${number}, ${bytes}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT} "#include \"serve/page.h\"\n\n${arrays}\nconst ch_page_file ch_page_files[] = {\n${rows}    {0, 0, 0},\n};\n")
