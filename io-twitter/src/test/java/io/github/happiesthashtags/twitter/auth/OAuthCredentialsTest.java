package io.github.happiesthashtags.twitter.auth;

import static io.github.happiesthashtags.testsupport.SecretFiles.permit;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.testsupport.SecretFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class OAuthCredentialsTest {
  private static final String KEYS =
      "oauth.consumerKey, oauth.consumerSecret, oauth.accessToken and oauth.accessTokenSecret";
  private static final String WHOLE =
      """
      # of the app
      oauth.consumerKey=s3cr3t-1
      oauth.consumerSecret = s3cr3t-2\s
      debug=true
      oauth.accessToken:12-s3cr3t-3
      oauth.accessTokenSecret=s3cr3t/4+=
      """;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theFourAreReadInTheFormOfTwitter4jProperties() throws Exception {
    OAuthCredentials credentials = OAuthCredentials.read(file(WHOLE));
    assertThat(credentials.consumerKey(), is("s3cr3t-1"));
    assertThat(credentials.consumerSecret(), is("s3cr3t-2"));
    assertThat(credentials.accessToken(), is("12-s3cr3t-3"));
    assertThat(credentials.accessTokenSecret(), is("s3cr3t/4+="));
  }

  @Test
  public void theOneThatIsMissingIsNamed() throws Exception {
    for (String key :
        List.of(
            "oauth.consumerKey",
            "oauth.consumerSecret",
            "oauth.accessToken",
            "oauth.accessTokenSecret")) {
      for (String content :
          new String[] {
            WHOLE.replaceAll("(?m)^" + key + "\\b.*$", ""),
            WHOLE.replaceAll("(?m)^" + key + "\\b.*$", key + "=")
          }) {
        Path file = file(content);
        assertThat(messageFor(file), is(file + " has no " + key + ": it takes " + KEYS));
      }
    }
  }

  @Test
  public void aMissingFileIsNamedWithTheRemedy() {
    Path missing = folder.getRoot().toPath().resolve("none");
    assertThat(
        messageFor(missing),
        is(
            "there is no file "
                + missing
                + ": save there "
                + KEYS
                + ", each with = and its value on a line of its own"));
  }

  @Test
  public void aFileThatOthersCanReadIsRefusedWithTheRemedy() throws Exception {
    Path file = file(WHOLE);
    permit(file, "rw-r--r--");
    assertThat(
        messageFor(file),
        is(file + " can be read by every user of this machine: chmod 600 " + file));
  }

  @Test
  public void whatIsNoCredentialIsRefusedAndNotRepeated() throws Exception {
    for (String value :
        new String[] {"\"s3cr3t\"", "s3cr3t s3cr3t", "s3cr3t\\u00e9", "a\\ns3cr3t"}) {
      Path file = file(WHOLE.replace("s3cr3t/4+=", value));
      assertThat(
          messageFor(file),
          startsWith(file + ": the oauth.accessTokenSecret has characters that no credential has"));
    }
  }

  @Test
  public void whatIsNoPropertiesFileIsRefusedAndNotRepeated() throws Exception {
    Path file = file("oauth.consumerKey=\\us3cr3t");
    assertThat(
        messageFor(file), startsWith(file + " is not a Java properties file: it takes oauth."));
  }

  @Test
  public void aFileLargerThanAnyCredentialsIsAMixUp() throws Exception {
    Path file = file(WHOLE + "#".repeat(65_536));
    assertThat(messageFor(file), startsWith(file + " is larger than any credentials: give the"));
  }

  @Test
  public void credentialsPrintAsAsterisksAndCannotTravel() throws Exception {
    OAuthCredentials credentials = OAuthCredentials.read(file(WHOLE));
    assertThat(credentials.toString(), is("OAuth ****"));
    assertThat(credentials, is(not(instanceOf(Serializable.class))));
  }

  /** Returns the message for an unusable file, and checks that it does not show the secrets. */
  private static String messageFor(Path file) {
    CredentialsException thrown =
        assertThrows(CredentialsException.class, () -> OAuthCredentials.read(file));
    StringWriter everything = new StringWriter();
    thrown.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString(), not(containsString("s3cr3t")));
    return thrown.getMessage();
  }

  private Path file(String content) throws IOException {
    return SecretFiles.save(folder.newFile().toPath(), content);
  }
}
