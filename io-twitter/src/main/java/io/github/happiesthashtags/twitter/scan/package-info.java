/**
 * The fast lane: one walk over the bytes of a line that finds where a status's fields are.
 *
 * <p>About one status in fifty of a stream counts, so a parser throws most of its work away, above
 * all the strings that it builds. {@link StatusScanner} builds none. It checks that the whole line
 * is valid JSON and notes the positions of the few fields that decide what is counted. Later steps
 * decode only the fields that they need.
 *
 * <h2>How a line is walked</h2>
 *
 * <p>Names and punctuation make up more than half of a status, and nearly all statuses have them in
 * the same order. The scanner does not parse them again each time. It cuts a line into {@link
 * Step}s: a step is the literal bytes between two values, such as {@code ","lang":"}. It recognises
 * a known step by comparing eight bytes at a time, and then looks only at the string or number that
 * follows. The effect of a step depends only on the {@link Place} where it starts and on its bytes.
 * {@link StepReader} works the effect out when a step is new, by reading JSON name by name, and the
 * {@link Automaton} keeps it. Lazily built automata match regular expressions in the same way.
 *
 * <p>The scanner assumes nothing about lines: it reads any order of fields, white space and
 * nesting. But lines that have nothing in common need more steps than it keeps, and would cost more
 * than the full parser. Each scan therefore measures its effort, and {@code wire.ScanBudget} allows
 * only as much effort as scans save. A scan that would cost more ends with "don't know". The number
 * of steps and their length bound the memory.
 *
 * <p>Read top down: {@link StatusScanner} walks a line; {@link Automaton} knows the {@link Step}s
 * and finds the next one; {@link StepReader} reads a new one from a {@link Place}; {@link
 * TweetSpans} keeps the positions of fields; {@link JsonBytes} checks values, and {@link Words}
 * compares eight bytes at a time.
 *
 * <h2>What it answers</h2>
 *
 * <p>The scanner need not understand every line. It answers "one status, and here are its fields"
 * or "don't know". After "don't know" the full parser, which is authoritative, reads the line. It
 * alone decides about everything rare: lines that are not JSON, other messages, pages, repeated or
 * missing fields, values of an unexpected type, escapes in names. Therefore
 *
 * <ul>
 *   <li>the full parser must accept each line that the scanner accepts, with the same fields. A
 *       stricter scanner costs time, never a result: it wants well-formed UTF-8, shallow nesting
 *       and short numbers;
 *   <li>the scanner never says why it rejects a line;
 *   <li>a field that the full parser learns to read must be learned here too, or lead to "don't
 *       know". {@code ScannedLineFuzz} and {@code ScannedLineTest} compare the two, both with new
 *       scanners and with scanners that have read many lines.
 * </ul>
 *
 * <p>Bytes beyond the line change nothing, although the scanner finds the end of the line only when
 * it gets there: a line feed follows every line, and the scanner accepts it as part of nothing.
 */
@NullMarked
package io.github.happiesthashtags.twitter.scan;

import org.jspecify.annotations.NullMarked;
