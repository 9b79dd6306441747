# The list of methods (C function, class, name) and `nm -n` of the binary to the table that stack
# traces read: where each function begins, and its names as places in two pools.
function place(pool, text) {
    if (!((pool, text) in places)) {
        places[pool, text] = ends[pool]
        ends[pool] += length(text) + 1
        pools[pool] = pools[pool] "\"" text "\\0\"\n"
    }
    return places[pool, text]
}
BEGIN { place("c", ""); place("m", "") }
FILENAME ~ /methods$/ { owner[$1] = $2; name[$1] = $3; next }
$2 ~ /^[tTwW]$/ {
    plain = $3
    sub(/\.[a-z].*/, "", plain)   # gcc's clones and parts: .constprop.0, .part.0, .cold
    if (plain in owner) {
        table = table "{0x" $1 "," place("c", owner[plain]) "," place("m", name[plain]) "},\n"
        named = 1
        count++
    } else if (named) {           # the run time's functions in between have no name
        table = table "{0x" $1 ",0,0},\n"
        named = 0
        count++
    }
}
END {
    print "#include <stdint.h>"
    print "const struct { uint32_t address; uint16_t owner, name; } method_table[] = {" table "{0,0,0}};"
    print "const uint32_t method_count = " count + 0 ";"
    print "const uint32_t stack_reserve_bytes = " reserve ";"
    print "const char method_class_names[] = " pools["c"] ";"
    print "const char method_names[] = " pools["m"] ";"
}
