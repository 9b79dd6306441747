# What stack traces read, as C: from the list of methods (C function, class, name) and, for each place
# in order, its address, then its functions from the inside out, with a line each (addr2line -i -f -a).
function place(pool, text) {
    if (!((pool, text) in places)) {
        places[pool, text] = ends[pool] + 0
        ends[pool] += length(text) + 1
        pools[pool] = pools[pool] "\"" text "\\0\"\n"
    }
    return places[pool, text]
}
function hex(text,    i, value) {
    for (i = 3; i <= length(text); i++) value = 16 * value + index("0123456789abcdef", substr(text, i, 1)) - 1
    return value
}
function put(difference,    value) {
    value = difference < 0 ? -2 * difference - 1 : 2 * difference
    for (; value >= 128; value = int(value / 128)) { out = out (128 + value % 128) ","; bytes++ }
    out = out value ","
    bytes++
}
function method(name) {
    if (!(name in methods)) {
        methods[name] = count + 0
        table = table "{" place("c", owner[name]) "," place("m", title[name]) "},\n"
        count++
    }
    return methods[name]
}
# From the outside in: gcc puts methods into each other, and into C, which has no frame.
function site(    i, frame, outer_line, key) {
    frame = 0
    for (i = depth; i > 0; i--) {
        if (brief || names[i] in native) lines[i] = 0
        if (!(names[i] in owner)) continue
        key = method(names[i]) "," frame "," (frame ? outer_line : 0)
        if (!(key in frames)) { frames[key] = ++last_frame; frame_table = frame_table "{" key "},\n" }
        frame = frames[key]
        outer_line = lines[i]
        if (brief) break # nothing of what gcc has put into it
    }
    if (!frame) outer_line = 0
    if (at > 0 && (frame != old_frame || outer_line != old_line)) {
        put(at - old_at); put(frame - old_frame); put(outer_line - old_line)
        old_at = at; old_frame = frame; old_line = outer_line
    }
    if (bytes > chunk) { out = out "\n"; chunk = bytes + 40 }
}
BEGIN { place("c", ""); place("m", "") }
FILENAME ~ /methods$/ { owner[$1] = $2; title[$1] = $3; if ($4) native[$1]; next }
/^0x/ { site(); at = hex($1); depth = 0; next }
/:[0-9?]+/ { sub(/ .*/, ""); n = split($0, parts, ":"); lines[depth] = parts[n] + 0; next }
{ sub(/\.[a-z].*/, ""); names[++depth] = $1 } # gcc's clones and parts: .constprop.0, .part.0, .cold
END {
    site()
    if (last_frame > 65535 || count > 65535) { print "names.awk: too many methods" > "/dev/stderr"; exit 1 }
    print "#include <stdint.h>"
    print "const uint8_t sites[] = {" out "0};"
    print "const uint32_t sites_bytes = " bytes + 0 ";"
    print "const struct { uint16_t method, outer, outer_line; } frames[] = {{0,0,0},\n" frame_table "};"
    print "const struct { uint32_t owner, name; } methods[] = {" table "{0,0}};"
    print "const uint32_t stack_reserve_bytes = " reserve ";"
    print "const char owner_names[] = " pools["c"] ";"
    print "const char method_names[] = " pools["m"] ";"
}
