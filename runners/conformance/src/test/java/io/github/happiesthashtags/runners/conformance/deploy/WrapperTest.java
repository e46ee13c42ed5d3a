package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** mvnw only runs the distribution with the known checksum. */
public final class WrapperTest {
  private static final String PROPERTIES = ".mvn/wrapper/maven-wrapper.properties";
  private static final String SUM = "(?m)^(distribution\\w*Sha256Sum)=([0-9a-f]{64})$";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;
  private String properties = "";
  private HttpServer mirror;
  private byte[] distribution = new byte[0];

  @Before
  public void copyTheWrapper() throws IOException {
    Path repository = Repository.find().root();
    root = folder.getRoot().toPath();
    properties = Files.readString(repository.resolve(PROPERTIES));
    Files.createDirectories(root.resolve(PROPERTIES).getParent());
    Files.copy(repository.resolve(PROPERTIES), root.resolve(PROPERTIES));
    Files.copy(repository.resolve("mvnw"), root.resolve("mvnw"));
    mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, distribution.length);
          exchange.getResponseBody().write(distribution);
          exchange.close();
        });
    mirror.start();
  }

  @After
  public void stop() {
    mirror.stop(0);
  }

  /** Returns a Maven that prints that it ran. */
  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("apache-maven-3.9.9/bin/mvn"));
      zip.write("#!/bin/sh\necho ran\n".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private String run() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", root.resolve("mvnw").toString(), "--version")
            .redirectErrorStream(true);
    builder.environment().put("MAVEN_USER_HOME", root.resolve("home").toString());
    builder.environment().put("MVNW_REPOURL", "http://127.0.0.1:" + mirror.getAddress().getPort());
    builder.environment().put("no_proxy", "127.0.0.1");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + "exit " + process.waitFor();
  }

  @Test
  public void sumsOfBothDistributionsAreKnown() {
    assertThat(
        Pattern.compile(SUM)
            .matcher(properties)
            .results()
            .map(sum -> sum.group(1))
            .toList()
            .toString(),
        is("[distributionSha256Sum, distributionTarGzSha256Sum]"));
  }

  @Test
  public void anotherDistributionIsNotRun() throws Exception {
    distribution = zip();

    String said = run();

    assertThat(said, containsString("Failed to validate Maven distribution SHA-256"));
    assertThat(said, containsString("exit 1"));
    assertTrue(Files.notExists(root.resolve("home/wrapper/dists/apache-maven-3.9.9/bin")));
  }

  @Test
  public void theDistributionOfTheSumIsUnpacked() throws Exception {
    distribution = zip();
    String sum =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(distribution));
    Files.writeString(root.resolve(PROPERTIES), properties.replaceAll(SUM, "$1=" + sum));

    assertThat(run(), not(containsString("Failed to validate")));
  }
}
