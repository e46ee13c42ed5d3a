/**
 * Foreign text that is made safe to show, and the texts of settings; used by every package that
 * logs or reports such text, and uses no other package.
 */
@NullMarked
package io.github.happiesthashtags.twitter.text;

import org.jspecify.annotations.NullMarked;
