package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** A client of the simulator, as plain as one can be. */
final class StreamClient implements AutoCloseable {
  static final String SEARCH = "/2/tweets/search/stream";
  static final String SAMPLE = "/2/tweets/sample/stream";

  /** All fields and expansions that the simulator has data for. */
  static final String EVERYTHING =
      "tweet.fields=attachments,author_id,context_annotations,conversation_id,created_at,entities,"
          + "geo,in_reply_to_user_id,lang,note_tweet,possibly_sensitive,public_metrics,"
          + "referenced_tweets,reply_settings,source"
          + "&expansions=author_id,in_reply_to_user_id,entities.mentions.username,"
          + "referenced_tweets.id,referenced_tweets.id.author_id,attachments.media_keys,"
          + "referenced_tweets.id.attachments.media_keys,geo.place_id"
          + "&user.fields=created_at,description,location,protected,public_metrics,verified,"
          + "verified_type"
          + "&media.fields=alt_text,duration_ms,height,preview_image_url,public_metrics,url,"
          + "variants,width"
          + "&place.fields=country,country_code,geo,name,place_type";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HttpResponse<InputStream> response;
  private final BufferedReader reader;

  private StreamClient(HttpResponse<InputStream> response) {
    this.response = response;
    this.reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  /** Returns the path with a query for whole posts if it is that of a stream of posts. */
  static String whole(String path) {
    boolean posts = path.startsWith("/2/tweets/") && path.contains("/stream");
    if (!posts || path.contains(".fields=") || path.contains("/rules")) {
      return path;
    }
    return path + (path.contains("?") ? '&' : '?') + EVERYTHING;
  }

  /** A client that asks for whole posts unless the path asks for some fields. */
  static StreamClient connect(XApiSimulator simulator, String path) throws Exception {
    return new StreamClient(
        HTTP.send(
            request(simulator.uri().resolve(whole(path)), "Bearer " + simulator.bearerToken())
                .build(),
            BodyHandlers.ofInputStream()));
  }

  static HttpResponse<String> ask(
      XApiSimulator simulator, String method, String path, String authorization) throws Exception {
    return HTTP.send(
        request(simulator.uri().resolve(path), authorization)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(URI uri, String authorization) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next line without its end; empty for a keep-alive, null at the end of the stream. */
  String line() throws IOException {
    return reader.readLine();
  }

  /** The next messages, with the keep-alives between them left out. */
  List<String> messages(int count) throws IOException {
    List<String> messages = new ArrayList<>();
    while (messages.size() < count) {
      String line = line();
      if (line == null) {
        throw new IOException("the stream ended after " + messages.size() + " messages");
      }
      if (!line.isEmpty()) {
        messages.add(line);
      }
    }
    return messages;
  }

  InputStream bytes() {
    return response.body();
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
