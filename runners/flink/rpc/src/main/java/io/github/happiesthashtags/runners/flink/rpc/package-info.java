/** What an embedded Flink starts faster with. */
@NullMarked
package io.github.happiesthashtags.runners.flink.rpc;

import org.jspecify.annotations.NullMarked;
