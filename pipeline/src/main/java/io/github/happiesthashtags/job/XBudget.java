package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The posts that a job may read from the X API, and what they cost.
 *
 * @param isX whether X itself is read, which bills each post, and not a stand-in
 * @param given the value of {@code --xMaxPosts}, or null
 * @param perDay the most posts of a UTC day; 0 for no limit
 * @param perMonth the most posts of a UTC month; 0 for no limit
 * @param connections the connections that share the budget; each reads at least one post
 * @param price US dollars a post
 */
record XBudget(
    boolean isX,
    @Nullable String given,
    long perDay,
    long perMonth,
    int connections,
    BigDecimal price) {

  static final String OPTION = "xMaxPosts";
  static final String UNLIMITED = "unlimited";

  private static final String PRICE = "xPostPrice";

  /** Far above any price list: a higher price is a typing error. */
  private static final BigDecimal MAX_PRICE = BigDecimal.valueOf(1_000);

  /** The digits of a far smaller price would fill the memory when it is rounded. */
  private static final int MAX_DECIMALS = 9;

  private static final BigDecimal LONGEST_MONTH = BigDecimal.valueOf(31);

  /** The most posts an hour that X sends to a self-serve app: 250 a second. */
  private static final long MOST_POSTS_AN_HOUR = 250 * 3_600;

  /**
   * Reads the options.
   *
   * @throws BadOptionException if the price is not a number
   */
  static XBudget of(HappiestHashtagsOptions options, XApi api) {
    String given = options.getxMaxPosts();
    return new XBudget(
        api.isX(),
        given,
        given == null || given.equals(UNLIMITED) ? 0 : Long.parseLong(given),
        options.getxMaxPostsPerMonth(),
        api.splits(),
        price(options.getxPostPrice()));
  }

  private static BigDecimal price(String value) {
    try {
      BigDecimal price = new BigDecimal(value);
      if (price.signum() >= 0 && price.compareTo(MAX_PRICE) <= 0 && price.scale() <= MAX_DECIMALS) {
        return price;
      }
    } catch (NumberFormatException e) {
      throw BadOptionException.of(
          PRICE, value, "not a number; use US dollars a post, such as 0.005");
    }
    throw BadOptionException.of(
        PRICE,
        value,
        "out of range; use US dollars a post, from 0 to "
            + MAX_PRICE
            + ", with at most "
            + MAX_DECIMALS
            + " decimals");
  }

  /**
   * Checks that a job that X bills has a budget.
   *
   * @throws BadOptionException if it has none
   */
  void check() {
    if (!isX || UNLIMITED.equals(given) || perDay > 0) {
      return;
    }
    String remedy = "use a number of posts a UTC day, such as 10000, or " + UNLIMITED;
    throw given == null
        ? new BadOptionException("--" + OPTION + " is missing: X bills each post; " + remedy)
        : BadOptionException.of(OPTION, given, "no budget, and X bills each post; " + remedy);
  }

  /** Returns what the budget costs at most; empty if nothing is billed or limited. */
  Optional<String> atStart() {
    long day = atLeastOneEach(perDay);
    long month = atLeastOneEach(perMonth);
    if (day > 0 && (month == 0 || day < month)) {
      BigDecimal cost = cost(day);
      BigDecimal ofMonth = cost.multiply(LONGEST_MONTH);
      return Optional.of(
          count(day, " a UTC day")
              + dollars(cost)
              + " a day and "
              + dollars(month > 0 ? cost(month).min(ofMonth) : ofMonth)
              + " a month, at "
              + each());
    }
    if (month > 0) {
      return Optional.of(count(month, " a UTC month") + dollars(cost(month)) + ", at " + each());
    }
    return isX
        ? Optional.of(
            "no limit of posts: at 250 posts/s, the most that X sends to a self-serve app, an hour"
                + " costs "
                + dollars(cost(MOST_POSTS_AN_HOUR))
                + ", at "
                + each())
        : Optional.empty();
  }

  /** Returns what the job has read and what that costs at most; empty as {@link #atStart}. */
  Optional<String> spent(Counters counters) {
    long posts = counters.get(SourceMetrics.RECEIVED_STATUSES);
    return atStart().isPresent()
        ? Optional.of(count(posts, " read") + dollars(cost(posts)) + ", at " + each())
        : Optional.empty();
  }

  /** Returns the posts that the connections read together; 0 for no limit. */
  private long atLeastOneEach(long posts) {
    return posts == 0 ? 0 : Math.max(posts, connections);
  }

  private String each() {
    return "$" + price.toPlainString() + " a post";
  }

  private static String count(long posts, String which) {
    return posts == 1
        ? "1 post" + which + " costs at most "
        : String.format(Locale.ROOT, "%,d posts%s cost at most ", posts, which);
  }

  private BigDecimal cost(long posts) {
    return price.multiply(BigDecimal.valueOf(posts));
  }

  private static String dollars(BigDecimal cost) {
    return String.format(Locale.ROOT, "$%,.2f", cost.setScale(2, RoundingMode.CEILING));
  }
}
