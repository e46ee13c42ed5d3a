package io.github.happiesthashtags.oracle;

import java.util.List;

/**
 * One valid status as it was read, before any filter.
 *
 * @param id its own id, also for a retweet; the first version's if it was edited
 * @param version the id of this version
 * @param timeMillis its own event time, or the first version's, in milliseconds since 1970
 * @param language its own {@code lang}; the empty string when it carries none
 * @param retweet whether it is a retweet, carried or not
 * @param text the text that counts, unescaped
 * @param hashtags the hashtags that count, as written, in order, repeats included
 */
record OracleStatus(
    long id,
    long version,
    long timeMillis,
    String language,
    boolean retweet,
    String text,
    List<String> hashtags) {}
