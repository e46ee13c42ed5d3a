/**
 * A web page over the leaderboards that a database keeps. The door is {@link
 * io.github.happiesthashtags.board.BoardServer}.
 */
@NullMarked
package io.github.happiesthashtags.board;

import org.jspecify.annotations.NullMarked;
