package io.github.happiesthashtags.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes JSON in every dress that a recording may wear. No library writes a key twice, half of a
 * surrogate pair or an escaped colon, and those are what a reader gets wrong.
 */
final class GeneratedJson {

  /** Text that is put into the line as it is: a number too large, NaN, a broken escape. */
  record Raw(String json) {}

  /** An object whose fields have an order and may repeat. */
  static final class Obj {
    private record Field(String name, Object value) {}

    private final List<Field> fields = new ArrayList<>();

    /** Adds a field at the end, also when there is one of that name already. */
    Obj add(String name, Object value) {
      fields.add(new Field(name, value));
      return this;
    }

    Obj set(String name, Object value) {
      return remove(name).add(name, value);
    }

    Obj remove(String... names) {
      List<String> gone = List.of(names);
      fields.removeIf(field -> gone.contains(field.name()));
      return this;
    }

    boolean has(String name) {
      return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    Obj shuffle(Random random) {
      Collections.shuffle(fields, random);
      return this;
    }
  }

  private enum Dress {
    /** ASCII only, with slashes and angle brackets escaped too, as the v1.1 stream writes. */
    ESCAPED,
    /** Raw UTF-8, as v2 answers. */
    RAW,
    /** Any character either way, blanks between tokens. */
    MIXED
  }

  private final Random random;
  private final Dress dress;
  private final StringBuilder json = new StringBuilder();

  private GeneratedJson(Random random) {
    this.random = random;
    this.dress = Dress.values()[random.nextInt(3)];
  }

  static String write(Object value, Random random) {
    GeneratedJson writer = new GeneratedJson(random);
    writer.value(value);
    return writer.json.toString();
  }

  private void value(Object value) {
    if (value instanceof Obj object) {
      object(object);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof String string) {
      string(string);
    } else if (value instanceof Raw raw) {
      json.append(raw.json());
    } else {
      json.append(value);
    }
  }

  private void object(Obj object) {
    json.append('{');
    for (int i = 0; i < object.fields.size(); i++) {
      separate(i);
      string(object.fields.get(i).name());
      blank();
      json.append(':');
      blank();
      value(object.fields.get(i).value());
    }
    blank();
    json.append('}');
  }

  private void array(List<?> list) {
    json.append('[');
    for (int i = 0; i < list.size(); i++) {
      separate(i);
      value(list.get(i));
    }
    blank();
    json.append(']');
  }

  private void separate(int index) {
    if (index > 0) {
      json.append(',');
    }
    blank();
  }

  private void blank() {
    if (dress == Dress.MIXED && random.nextInt(6) == 0) {
      json.append(random.nextBoolean() ? ' ' : '\t');
    }
  }

  private void string(String string) {
    json.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (isEscaped(string, i)) {
        escape(c);
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private boolean isEscaped(String string, int i) {
    char c = string.charAt(i);
    if (c < ' ' || c == '"' || c == '\\' || isLoneSurrogate(string, i)) {
      return true;
    }
    return switch (dress) {
      case RAW -> false;
      case ESCAPED -> c >= 0x7f || c == '/' || c == '<' || c == '>' || c == '&';
      // A pair is escaped or raw as a whole: half a pair has no UTF-8.
      case MIXED -> !Character.isSurrogate(c) && random.nextInt(5) == 0;
    };
  }

  private static boolean isLoneSurrogate(String string, int i) {
    char c = string.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
  }

  private void escape(char c) {
    int shortForm = "\"\\/\b\f\n\r\t".indexOf(c);
    if (shortForm >= 0 && random.nextInt(4) > 0) {
      json.append('\\').append("\"\\/bfnrt".charAt(shortForm));
      return;
    }
    String hex = String.format(Locale.ROOT, "%04x", (int) c);
    json.append("\\u").append(random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
  }
}
