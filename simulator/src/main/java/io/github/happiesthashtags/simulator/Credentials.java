package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The credentials that clients need: a bearer token for v2, OAuth 1.0a with HMAC-SHA1 for v1.1. */
final class Credentials {
  private static final String BEARER = "Bearer ";
  private static final String OAUTH = "OAuth ";
  private static final Pattern FIELD = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  final String bearerToken;
  final String consumerKey;
  final String consumerSecret;
  final String accessToken;
  final String accessTokenSecret;

  Credentials(
      String bearerToken,
      String consumerKey,
      String consumerSecret,
      String accessToken,
      String accessTokenSecret) {
    this.bearerToken = bearerToken;
    this.consumerKey = consumerKey;
    this.consumerSecret = consumerSecret;
    this.accessToken = accessToken;
    this.accessTokenSecret = accessTokenSecret;
  }

  boolean hasBearerToken(RequestHead head) {
    String given = head.header("authorization");
    return startsWith(given, BEARER) && same(given.substring(BEARER.length()), bearerToken);
  }

  /** Returns whether the request is signed with the right key and token. */
  boolean hasSignature(RequestHead head, String body) {
    String given = head.header("authorization");
    if (!startsWith(given, OAUTH)) {
      return false;
    }
    List<RequestHead.Parameter> oauth = new ArrayList<>();
    Matcher fields = FIELD.matcher(given.substring(OAUTH.length()));
    while (fields.find()) {
      oauth.addAll(RequestHead.parameters(fields.group(1) + "=" + fields.group(2)));
    }
    if (!same(value(oauth, "oauth_consumer_key"), consumerKey)
        || !same(value(oauth, "oauth_token"), accessToken)) {
      return false;
    }
    List<RequestHead.Parameter> signed = new ArrayList<>(head.parameters());
    oauth.stream().filter(p -> !p.name().equals("oauth_signature")).forEach(signed::add);
    if (head.header("content-type").startsWith("application/x-www-form-urlencoded")) {
      signed.addAll(RequestHead.parameters(body));
    }
    String expected =
        signature(head.method(), "http://" + head.header("host") + head.path(), signed);
    return same(value(oauth, "oauth_signature"), expected);
  }

  /** Returns the HMAC-SHA1 of method, address and parameters, as RFC 5849 defines it. */
  String signature(String method, String address, List<RequestHead.Parameter> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.stream()
        .map(p -> new RequestHead.Parameter(encode(p.name()), encode(p.value())))
        .sorted(
            Comparator.comparing(RequestHead.Parameter::name)
                .thenComparing(RequestHead.Parameter::value))
        .forEach(p -> pairs.add(p.name() + "=" + p.value()));
    String text = method + "&" + encode(address) + "&" + encode(String.join("&", pairs));
    String key = encode(consumerSecret) + "&" + encode(accessTokenSecret);
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  private static String value(List<RequestHead.Parameter> parameters, String name) {
    Optional<RequestHead.Parameter> found =
        parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    return found.map(RequestHead.Parameter::value).orElse("");
  }

  /** Percent-encodes by RFC 3986, which is slightly stricter than form encoding. */
  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static boolean startsWith(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), expected.getBytes(UTF_8));
  }
}
