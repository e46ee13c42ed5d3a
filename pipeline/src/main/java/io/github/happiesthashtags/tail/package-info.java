/**
 * Shows stored leaderboards on a terminal. The door is {@link
 * io.github.happiesthashtags.tail.Follower}.
 */
@NullMarked
package io.github.happiesthashtags.tail;

import org.jspecify.annotations.NullMarked;
