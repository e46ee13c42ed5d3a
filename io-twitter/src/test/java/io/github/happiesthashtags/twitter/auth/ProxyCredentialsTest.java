package io.github.happiesthashtags.twitter.auth;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ProxyCredentialsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void userAndPasswordAreReadAsTheyAre() throws Exception {
    for (String content : List.of("me:pa:ss w\u00f6rd ", "me:", "DOMAIN\\me:x")) {
      for (String end : List.of("", "\n", "\r\n")) {
        assertThat(
            ProxyCredentials.read(file((content + end).getBytes(UTF_8))).header(),
            is("Basic " + Base64.getEncoder().encodeToString(content.getBytes(UTF_8))));
      }
    }
  }

  @Test
  public void theyPrintAsAsterisks() throws Exception {
    assertThat(
        ProxyCredentials.read(file("me:s3cr3t".getBytes(UTF_8))).toString(), is("Basic ****"));
  }

  @Test
  public void whatIsNoUserAndPasswordIsRefusedWithoutBeingShown() throws Exception {
    for (String content :
        List.of(
            "",
            "\n",
            "s3cr3t",
            ":s3cr3t",
            "me:s3cr3t\nmore",
            "me:s3cr3t\n\n",
            "\uFEFFme:s3cr3t",
            "me:s3cr3t\u0007")) {
      Path file = file(content.getBytes(UTF_8));
      String message = refusal(file);
      assertThat(message, startsWith(file + " has "));
      assertThat(message, containsString("user:password on one line"));
      assertThat(message, not(containsString("s3cr3t")));
    }
    assertThat(refusal(file(new byte[5000])), containsString("larger than any user"));
    assertThat(refusal(file("me:s3cr3t".getBytes(UTF_16))), containsString("UTF-16"));
  }

  @Test
  public void theFileIsForItsOwnerAlone() throws Exception {
    Path file = file("me:s3cr3t".getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(refusal(file), containsString("chmod 600"));
    assertThat(
        refusal(folder.getRoot().toPath().resolve("none")),
        containsString("save the proxy's user:password on one line there"));
  }

  private static String refusal(Path file) {
    return assertThrows(CredentialsException.class, () -> ProxyCredentials.read(file)).getMessage();
  }

  private Path file(byte[] content) throws IOException {
    Path file = folder.newFile().toPath();
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }
}
