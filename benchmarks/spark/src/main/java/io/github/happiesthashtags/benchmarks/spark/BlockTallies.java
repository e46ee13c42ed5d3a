package io.github.happiesthashtags.benchmarks.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A stream of tallies of a folder's recordings: its partition readers read blocks and parse them
 * with the project's parser, and give a row for each hashtag of a window.
 */
public final class BlockTallies implements TableProvider {
  static final StructType SCHEMA =
      StructType.fromDDL("window_start BIGINT, hashtag STRING, smiles BIGINT, tweets BIGINT");

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new Folder(Path.of(properties.get("path")));
  }

  private record Folder(Path path) implements SupportsRead, ScanBuilder, Scan {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated, and yet abstract.
    public StructType schema() {
      return SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.MICRO_BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return this;
    }

    @Override
    public Scan build() {
      return this;
    }

    @Override
    public StructType readSchema() {
      return SCHEMA;
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
      return new FileStream(FileRanges.files(path));
    }
  }
}
