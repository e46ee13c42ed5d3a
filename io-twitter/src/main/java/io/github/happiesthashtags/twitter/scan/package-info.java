/**
 * The fast path: one walk over the bytes of a line that finds where a status's fields stand.
 *
 * <p>Of a stream about one status in fifty counts, so most of what a parser makes of a line is
 * thrown away: strings above all. {@link StatusScanner} makes none. It checks the whole line as
 * JSON and notes from where to where the few fields stand that decide what is counted; whoever
 * wants one decodes it then.
 *
 * <h2>How a line is walked</h2>
 *
 * <p>More than half of a status's bytes are names and punctuation, in the same order in nearly all
 * of them. They are not read as JSON each time. A line is cut into {@link Step}s, each the bytes
 * from behind one value to the next, as {@code ","lang":"}, and a step that was met before is
 * recognised by comparing eight bytes at a time; what is left to look at are the strings and
 * numbers between. What a step does depends on where it begins, a {@link Place}, and on its bytes,
 * and on nothing else: {@link StepReader} works it out when it is met first, reading JSON name by
 * name, and the {@link Automaton} keeps it. This is how lazily built automata match regular
 * expressions. Nothing is assumed of lines: any order of fields, white space and nesting is read,
 * but lines that have nothing in common need more steps than are kept, and cost more than the full
 * parser would. Therefore the scanner measures the effort of each scan, {@code wire.ScanBudget}
 * allows only as much effort as scans save, and a scan that would cost more ends with "don't know".
 * Memory is bounded by the number of steps that are kept and by their length.
 *
 * <p>Read top down: {@link StatusScanner} walks a line; {@link Automaton} knows the {@link Step}s
 * and finds the next one; {@link StepReader} reads a new one, from a {@link Place} on; {@link
 * TweetSpans} keeps where fields stand; {@link JsonBytes} checks values, {@link Words} eight bytes
 * at a time.
 *
 * <h2>What it answers</h2>
 *
 * <p>It does not have to understand every line. Its answer is either "one status, and here are its
 * fields" or "don't know", and for the latter the line goes to the full parser, which alone decides
 * about everything rare: lines that are no JSON, other messages, pages, repeated or missing fields,
 * values of an unexpected type, escapes in names. Therefore
 *
 * <ul>
 *   <li>what is accepted here must be accepted by the full parser, with the same fields; being
 *       stricter costs time, never a result. The scan wants well-formed UTF-8, shallow nesting and
 *       short numbers;
 *   <li>nothing here says why a line is not accepted;
 *   <li>a field that the full parser learns to read must be learned here too, or lead to "don't
 *       know". {@code ScannedLineFuzz} and {@code ScannedLineTest} hold the two together, with
 *       scanners that are new and such that have met many lines.
 * </ul>
 *
 * <p>What stands beyond a line changes nothing, although its end is not known before it is reached:
 * a line feed stands behind every line, and is accepted as part of nothing.
 */
@NullMarked
package io.github.happiesthashtags.twitter.scan;

import org.jspecify.annotations.NullMarked;
