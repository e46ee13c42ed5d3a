/**
 * The fast path: one walk over the bytes of a line that finds where a status's fields stand.
 *
 * <p>Of a stream about one status in fifty counts, so most of what a parser makes of a line is
 * thrown away: strings above all. {@link StatusScanner} makes none. It checks the whole line as
 * JSON and notes from where to where the few fields stand that decide what is counted; whoever
 * wants one decodes it then.
 *
 * <p>It does not have to understand every line. Its answer is either "one status, and here are its
 * fields" or "don't know", and for the latter the line goes to the full parser, which alone decides
 * about everything rare: lines that are no JSON, other messages, pages, repeated or missing fields,
 * values of an unexpected type, escapes in names. Therefore
 *
 * <ul>
 *   <li>what is accepted here must be accepted by the full parser, with the same fields; being
 *       stricter costs time, never a result. The walker wants well-formed UTF-8, shallow nesting
 *       and short numbers;
 *   <li>nothing here says why a line is not accepted;
 *   <li>a field that the full parser learns to read must be learned here too, or lead to "don't
 *       know". {@code ScannedLineFuzz} and {@code ScannedLineTest} hold the two together.
 * </ul>
 *
 * <p>{@link JsonWalker} keeps inside its line by a guard: a line that can be accepted ends in
 * <code>}</code>, on which every step stops, and to which it jumps once something is wrong.
 */
@NullMarked
package io.github.happiesthashtags.twitter.scan;

import org.jspecify.annotations.NullMarked;
