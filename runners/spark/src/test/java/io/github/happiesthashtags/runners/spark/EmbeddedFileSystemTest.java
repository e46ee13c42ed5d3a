package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class EmbeddedFileSystemTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Configuration configuration = new Configuration();
  private java.nio.file.Path file = java.nio.file.Path.of("");

  @Before
  public void chooseFile() {
    file = folder.getRoot().toPath().resolve("checkpoint");
    configuration.set("fs.file.impl", EmbeddedFileSystem.class.getName());
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  public void filesHaveThePermissionsThatTheyAreMadeWith() throws IOException {
    try (FileSystem files = FileSystem.newInstance(file.toUri(), configuration)) {
      assertThat(files, instanceOf(EmbeddedFileSystem.class));
      Path path = new Path(file.toUri());
      FileSystem.create(files, path, FsPermission.createImmutable((short) 0640)).close();
      assertThat(permissions(), is("rw-r-----"));

      files.setPermission(path, FsPermission.createImmutable((short) 0751));
      assertThat(permissions(), is("rwxr-x--x"));
      assertThat(
          files.getFileStatus(path).getPermission(),
          is(FsPermission.createImmutable((short) 0751)));
    }
  }

  @Test
  public void aFileThatIsNotThereIsAnError() throws IOException {
    try (FileSystem files = FileSystem.newInstance(file.toUri(), configuration)) {
      Path path = new Path(file.toUri());

      assertThrows(
          IOException.class,
          () -> files.setPermission(path, FsPermission.createImmutable((short) 0640)));
    }
  }
}
