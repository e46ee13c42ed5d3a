/** The lexicon of smiles and the matcher that finds them in a text. */
@NullMarked
package io.github.happiesthashtags.smiles;

import org.jspecify.annotations.NullMarked;
