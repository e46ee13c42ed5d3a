package io.github.happiesthashtags.twitter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.options.PipelineOptions;

/** A file system with one recording that tells Beam's lineage what is read, as remote ones do. */
final class ReportingFileSystem extends FileSystem<ReportingFileSystem.File> {
  static final String FILE = "reporting://bucket/tweets.jsonl";
  static final String LINEAGE = "reporting:bucket.`tweets.jsonl`";

  private static final String SCHEME = "reporting";
  private static final byte[] CONTENT =
      "{\"data\":{\"id\":\"1700000000000000001\",\"text\":\"hello\"}}\n".getBytes(UTF_8);

  /** Lets Beam find the file system. */
  @AutoService(FileSystemRegistrar.class)
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new ReportingFileSystem());
    }
  }

  record File(String path) implements ResourceId {
    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new File(path + '/' + other);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new File(path.substring(0, path.lastIndexOf('/') + 1));
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public String getFilename() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isDirectory() {
      return path.endsWith("/");
    }

    @Override
    public String toString() {
      return path;
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream().map(ReportingFileSystem::match).toList();
  }

  private static MatchResult match(String spec) {
    if (!spec.equals(FILE)) {
      return MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec));
    }
    return MatchResult.create(
        MatchResult.Status.OK,
        List.of(
            MatchResult.Metadata.builder()
                .setResourceId(new File(spec))
                .setSizeBytes(CONTENT.length)
                .setIsReadSeekEfficient(false)
                .build()));
  }

  @Override
  protected ReadableByteChannel open(File file) {
    return Channels.newChannel(new ByteArrayInputStream(CONTENT));
  }

  @Override
  protected File matchNewResource(String path, boolean isDirectory) {
    return new File(path);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }

  @Override
  protected void reportLineage(File file, Lineage lineage) {
    lineage.add(SCHEME, List.of("bucket", file.getFilename()));
  }

  @Override
  protected void reportLineage(File file, Lineage lineage, LineageLevel level) {
    reportLineage(file, lineage);
  }

  @Override
  protected WritableByteChannel create(File file, CreateOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void copy(List<File> from, List<File> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<File> from, List<File> to, MoveOptions... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void delete(Collection<File> files) {
    throw new UnsupportedOperationException();
  }
}
