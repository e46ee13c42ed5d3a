package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request line and headers of a request.
 *
 * @param path without the query
 * @param query without the question mark; empty if there is none
 * @param isHttp11 whether the client understands chunked responses
 * @param headers values by lower-case name
 */
record RequestHead(
    String method, String path, String query, boolean isHttp11, Map<String, String> headers) {
  /** The size limit of the request line and all headers: more than any client sends. */
  private static final int MAX_BYTES = 64 * 1024;

  /** The most headers, the usual limit of servers. */
  private static final int MAX_HEADERS = 100;

  /** A name and a value, decoded. */
  record Parameter(String name, String value) {}

  /**
   * Reads a request head.
   *
   * @return null if the client closed the connection without a request
   * @throws IOException if the request is not HTTP
   * @throws Refused if the head is too large
   */
  static @Nullable RequestHead read(InputStream in) throws IOException, Refused {
    int left = MAX_BYTES;
    String requestLine = readLine(in, left);
    if (requestLine.isEmpty()) {
      return null;
    }
    List<String> words = List.of(requestLine.split(" ", -1));
    if (words.size() != 3 || !words.get(2).startsWith("HTTP/1.")) {
      throw new IOException("a client sent a request line that is not HTTP/1");
    }
    left -= requestLine.length();
    Map<String, String> headers = new HashMap<>();
    int lines = 0;
    for (String line = readLine(in, left); !line.isEmpty(); line = readLine(in, left)) {
      left -= line.length();
      if (++lines > MAX_HEADERS) {
        throw new Refused(Problems.headTooLarge());
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    String target = words.get(1);
    int mark = target.indexOf('?');
    return new RequestHead(
        words.get(0),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        words.get(2).equals("HTTP/1.1"),
        headers);
  }

  /** Returns a header's value, or an empty string. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean acceptsGzip() {
    return header("accept-encoding").toLowerCase(Locale.ROOT).contains("gzip");
  }

  /** Returns the query's parameters in order. */
  List<Parameter> parameters() {
    return parameters(query);
  }

  /** Returns the value of the query's first parameter of that name, or null. */
  @Nullable String parameter(String name) {
    return parameters().stream()
        .filter(parameter -> parameter.name.equals(name))
        .map(Parameter::value)
        .findFirst()
        .orElse(null);
  }

  static List<Parameter> parameters(String form) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        parameters.add(
            new Parameter(
                decode(equals < 0 ? pair : pair.substring(0, equals)),
                equals < 0 ? "" : decode(pair.substring(equals + 1))));
      }
    }
    return parameters;
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }

  /** Reads a line without its end; returns an empty string at the end of the stream. */
  static String readLine(InputStream in) throws IOException {
    try {
      return readLine(in, MAX_BYTES);
    } catch (Refused e) {
      throw new IOException("a line is longer than " + MAX_BYTES + " bytes", e);
    }
  }

  private static String readLine(InputStream in, int max) throws IOException, Refused {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
      if (line.size() > max) {
        throw new Refused(Problems.headTooLarge());
      }
    }
    return line.toString(ISO_8859_1);
  }
}
