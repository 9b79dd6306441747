/**
 * Regular expressions over bytes, in linear time whatever the pattern and the text: the syntax of
 * RE2 in its usual parts, matched by all alternatives side by side (Thompson 1968, Pike), never by
 * trying one after the other.
 *
 * <pre>
 *   "a(b|c)*"  RegexParser    RegexNode tree
 *              RegexCompiler  0 BYTE a   1 SAVE 2   2 SPLIT 3 … MATCH
 *              Regex          the set of instructions that may come next, byte by byte
 *   "x$1"      Template       the text with what the groups matched
 * </pre>
 *
 * <p>Characters beyond ASCII are the bytes of their UTF-8. There: literals, {@code . [a-z] [^…]},
 * {@code \d \w \s \D \W \S}, {@code [:alpha:]}, {@code * + ? {n,m}} and their lazy forms,
 * {@code | ( ) (?:…) (?P<name>…) (?<name>…)}, flags {@code i s m}, {@code ^ $ \A \z \b \B}. Not
 * there: backreferences and looking around, which no linear matcher has, and {@code \p{…}}. Case
 * is folded for ASCII.
 */
package dev.mote.regex;
