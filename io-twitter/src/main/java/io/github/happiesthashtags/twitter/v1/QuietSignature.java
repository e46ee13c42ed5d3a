package io.github.happiesthashtags.twitter.v1;

import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import twitter4j.HttpParameter;
import twitter4j.HttpRequest;
import twitter4j.auth.AccessToken;
import twitter4j.auth.Authorization;
import twitter4j.auth.OAuthAuthorization;
import twitter4j.conf.ConfigurationContext;

/**
 * An OAuth signature by the one method of twitter4j that does not log. The usual method writes the
 * consumer key, the access token and the signature to the debug log.
 */
final class QuietSignature implements Authorization {
  private static final long serialVersionUID = 1L;

  private final transient OAuthAuthorization signer;

  QuietSignature(OAuthCredentials credentials) {
    // Replaces OAuth settings from a twitter4j.properties on the class path.
    signer = new OAuthAuthorization(ConfigurationContext.getInstance());
    signer.setOAuthConsumer(credentials.consumerKey(), credentials.consumerSecret());
    signer.setOAuthAccessToken(
        new AccessToken(credentials.accessToken(), credentials.accessTokenSecret()));
  }

  @Override
  public String getAuthorizationHeader(HttpRequest request) {
    HttpParameter[] parameters = request.getParameters();
    // OAuth signs the parameters of a form like those of a query, but the method takes only a
    // query.
    String signed =
        parameters == null || parameters.length == 0
            ? request.getURL()
            : request.getURL() + '?' + HttpParameter.encodeParameters(parameters);
    return "OAuth "
        + OAuthAuthorization.encodeParameters(
            signer.generateOAuthSignatureHttpParams(request.getMethod().name(), signed), ",", true);
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public String toString() {
    return "OAuth ****";
  }

  /** Refuses serialisation, which twitter4j's interface allows: credentials must not travel. */
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(getClass().getName());
  }
}
