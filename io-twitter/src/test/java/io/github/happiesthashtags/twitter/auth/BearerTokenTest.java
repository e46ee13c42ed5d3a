package io.github.happiesthashtags.twitter.auth;

import static io.github.happiesthashtags.testsupport.SecretFiles.permit;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeTrue;

import io.github.happiesthashtags.testsupport.SecretFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class BearerTokenTest {
  private static final String SECRET = "AAAA%2Fs3cr3t";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theTokenIsReadWithoutTheWhiteSpaceAroundIt() throws Exception {
    for (String content : new String[] {SECRET, SECRET + "\n", "  " + SECRET + "\r\n\n"}) {
      assertThat(BearerToken.read(file(content), false).header(), is("Bearer " + SECRET));
    }
  }

  @Test
  public void aMissingFileIsNamedWithTheRemedy() {
    Path missing = folder.getRoot().toPath().resolve("no-token");
    assertThat(
        messageFor(missing),
        is("there is no file " + missing + ": save the app's bearer" + " token there"));
  }

  @Test
  public void anEmptyFileHasNoToken() throws Exception {
    for (String content : new String[] {"", "\n", " \t "}) {
      Path file = file(content);
      assertThat(messageFor(file), is(file + ": the bearer token is empty"));
    }
  }

  @Test
  public void aFileThatOthersCanReadIsRefusedWithTheRemedy() throws Exception {
    Path file = file(SECRET);
    permit(file, "rw-r--r--");
    assertThat(
        messageFor(file),
        is(file + " can be read by every user of this machine: chmod 600 " + file));
  }

  @Test
  public void aFileForEverybodyIsReadIfThatWasAsked() throws Exception {
    Path file = file(SECRET);
    permit(file, "rw-r--r--");
    assertThat(BearerToken.read(file, true).header(), endsWith(SECRET));
  }

  @Test
  public void aFileThatOthersCanWriteIsRefusedHoweverItIsShared() throws Exception {
    for (String permissions : new String[] {"rw-----w-", "rw-rw-rw-"}) {
      Path file = file(SECRET);
      permit(file, permissions);
      String refusal = file + " can be written by every user of this machine: chmod 600 " + file;
      assertThat(messageFor(file), is(refusal));
      assertThat(
          assertThrows(CredentialsException.class, () -> BearerToken.read(file, true)).getMessage(),
          is(refusal));
    }
  }

  @Test
  public void aPipeOrDeviceIsNotWaitedFor() throws Exception {
    assumeTrue(
        "needs mkfifo", FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path pipe = folder.getRoot().toPath().resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor(), is(0));
    for (Path file : new Path[] {pipe, Path.of("/dev/zero")}) {
      assertThat(
          messageFor(file),
          is("cannot read " + file + ": it is a pipe or a device, give a plain file"));
    }
  }

  @Test
  public void aTokenThatNotepadSavedIsRefusedWithTheRemedy() throws Exception {
    for (Charset charset : new Charset[] {UTF_16, UTF_16LE, UTF_16BE}) {
      Path file = file("");
      Files.write(file, (SECRET + "\r\n").getBytes(charset));
      assertThat(
          messageFor(file),
          is("cannot read " + file + ": it is not UTF-8, perhaps UTF-16; save it as UTF-8"));
    }
  }

  @Test
  public void aFileForOwnerAndGroupIsRead() throws Exception {
    Path file = file(SECRET);
    permit(file, "r--r-----");
    assertThat(BearerToken.read(file, false).header(), endsWith(SECRET));
  }

  @Test
  public void whatIsNoTokenIsRefusedAndNotRepeated() throws Exception {
    String[] contents = {
      SECRET + " " + SECRET,
      "\"" + SECRET + "\"",
      "BEARER_TOKEN: " + SECRET,
      SECRET + "\n" + SECRET,
      "\ufeff" + SECRET,
      SECRET + "\u00e9"
    };
    for (String content : contents) {
      Path file = file(content);
      assertThat(messageFor(file), startsWith(file + ": the bearer token has characters"));
    }
  }

  @Test
  public void whatIsNoTextIsRefusedAndNotRepeated() throws Exception {
    Path file = file("");
    byte[] bytes = (SECRET + "?").getBytes(UTF_8);
    bytes[bytes.length - 1] = (byte) 0xff;
    Files.write(file, bytes);
    assertThat(messageFor(file), startsWith("cannot read " + file));
  }

  @Test
  public void aFileLargerThanAnyTokenIsAMixUp() throws Exception {
    Path file = file("x".repeat(4_097));
    assertThat(messageFor(file), startsWith(file + " is larger than any token: give the file"));
    assertThat(
        BearerToken.read(file("x".repeat(4_096)), false).header().length(),
        is("Bearer ".length() + 4_096));
  }

  @Test
  public void aDirectoryIsNoTokenFile() throws Exception {
    Path directory = folder.newFolder().toPath();
    permit(directory, "rwx------");
    assertThat(messageFor(directory), startsWith("cannot read " + directory));
    // Removing a permission would not help.
    permit(directory, "rwxr-xr-x");
    assertThat(
        messageFor(directory), is("cannot read " + directory + ": it is a directory, give a file"));
  }

  @Test
  public void aTokenPrintsAsAsterisksAndCannotTravel() {
    BearerToken token = BearerToken.of(SECRET);
    assertThat(token.toString(), is("Bearer ****"));
    assertThat(String.valueOf(token), not(containsString("s3cr3t")));
    assertThat(token, is(not(instanceOf(Serializable.class))));
  }

  @Test
  public void aHeaderCannotBeSmuggledInWithAToken() {
    for (String value : new String[] {"a\r\nX-Evil: 1", "a\nb", "a\0", "a b", "", "="}) {
      IllegalArgumentException thrown =
          assertThrows(IllegalArgumentException.class, () -> BearerToken.of(value));
      assertThat(thrown.getMessage(), startsWith("the bearer token "));
    }
  }

  /** Returns the message for an unusable file, and checks that it does not show the secret. */
  private static String messageFor(Path file) {
    CredentialsException thrown =
        assertThrows(CredentialsException.class, () -> BearerToken.read(file, false));
    StringWriter everything = new StringWriter();
    thrown.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString(), not(containsString("s3cr3t")));
    return thrown.getMessage();
  }

  private Path file(String content) throws IOException {
    return SecretFiles.save(folder.newFile().toPath(), content);
  }
}
