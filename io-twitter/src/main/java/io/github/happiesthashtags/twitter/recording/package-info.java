/**
 * Recordings of streams: files of messages, plain, compressed or in archives, and their parts.
 *
 * <p>As a bounded source, {@code RecordingSource} hands the pipeline blocks that point to parts of
 * files. As a replay, {@code ReplayFeed} hands each line to its {@code FeedSink} in {@code stream},
 * which computes the watermark. {@code Recordings} finds the files and cuts them into {@code
 * RecordingPart}s; {@code Unpacked} opens a part as lines, whatever its {@code Form}. {@code wire}
 * then turns the lines into messages.
 */
@NullMarked
package io.github.happiesthashtags.twitter.recording;

import org.jspecify.annotations.NullMarked;
