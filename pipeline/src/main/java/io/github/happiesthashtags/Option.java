package io.github.happiesthashtags;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** Describes the values of an option, for checks and for the pages that are generated. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Option {
  /** Stands in a description for the names of the sinks, which are also the choices then. */
  String SINKS = "{sinks}";

  /** Stands in a description for the sources of other jars, which are then choices too. */
  String SOURCES = "{sources}";

  /** What a text contains. The Java type says it for all other options. */
  enum Kind {
    TEXT,
    PATH,
    LIST,
    NUMBER,
    DECIMAL,
    DURATION
  }

  /**
   * The options that only one source or sink has.
   *
   * @param type an interface whose getters have {@link Option} and {@code Description} annotations,
   *     as those of {@link HappiestHashtagsOptions} do
   * @param names all its options, in the order in which they are listed
   */
  record Own(Class<? extends PipelineOptions> type, List<String> names) {
    /** No options. */
    public static final Own NONE = new Own(PipelineOptions.class, List.of());
  }

  /** The name for people, as a form shows it. */
  String label();

  Kind kind() default Kind.TEXT;

  /** The lowest whole number, or the shortest duration in seconds. */
  long min() default 0;

  long max() default Long.MAX_VALUE;

  /** All values of a text, or of the parts of a list. */
  String[] choices() default {};

  /** A word that the option accepts in place of such a value. */
  String word() default "";

  /**
   * What the option means when it is not given. Only for options of which the job must know whether
   * they were given; the others have one of Beam's {@link org.apache.beam.sdk.options.Default
   * Default}s.
   */
  String absent() default "";

  /** The regular expression of a template's form, where that of the kind is too loose. */
  String pattern() default "";
}
