package io.github.happiesthashtags.simulator;

import java.util.Arrays;

/**
 * A whole post and the places where its parts begin, so that each client gets those that it asks
 * for without anybody parsing the post.
 *
 * @param whole the JSON of the post with everything that it has
 * @param starts where the parts begin, in order
 * @param needs what a client must ask for to get each part
 */
@SuppressWarnings("ArrayRecordComponent") // Many are kept, and none is compared.
record PostParts(byte[] whole, int[] starts, int[] needs) {
  byte[] select(PostSelection selection) {
    byte[] out = new byte[whole.length];
    int length = 0;
    for (int i = 0; i < starts.length; i++) {
      if (selection.takes(needs[i])) {
        int from = starts[i];
        int to = i + 1 < starts.length ? starts[i + 1] : whole.length;
        // The parts between this one and the opening bracket were left out.
        if (whole[from] == ',' && (out[length - 1] == '{' || out[length - 1] == '[')) {
          from++;
        }
        System.arraycopy(whole, from, out, length, to - from);
        length += to - from;
      }
    }
    return Arrays.copyOf(out, length);
  }
}
