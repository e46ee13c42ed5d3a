/** Text that somebody else wrote, made safe to show. Knows no other room. */
@NullMarked
package io.github.happiesthashtags.twitter.text;

import org.jspecify.annotations.NullMarked;
