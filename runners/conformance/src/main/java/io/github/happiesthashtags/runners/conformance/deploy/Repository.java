package io.github.happiesthashtags.runners.conformance.deploy;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The repository around the module under test. */
final class Repository {
  private final Path root;
  private final Element pom;

  private Repository(Path root, Element pom) {
    this.root = root;
    this.pom = pom;
  }

  static Repository find() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".mvn"))) {
        return new Repository(folder, parse(folder.resolve("pom.xml")));
      }
    }
    throw new IllegalStateException("there is no .mvn above " + Path.of("").toAbsolutePath());
  }

  private static Element parse(Path file) throws IOException {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
      return document.getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  Path root() {
    return root;
  }

  /** Returns the project's version. */
  String version() {
    return text(child(pom, "version"));
  }

  /** Returns a property of the root pom. */
  String property(String name) {
    return text(child(child(pom, "properties"), name));
  }

  /** Returns the folders of the modules. */
  List<String> modules() {
    List<String> modules = new ArrayList<>();
    NodeList children = child(pom, "modules").getElementsByTagName("module");
    for (int i = 0; i < children.getLength(); i++) {
      modules.add(text((Element) children.item(i)));
    }
    return modules;
  }

  private static String text(Element element) {
    return String.valueOf(element.getTextContent()).strip();
  }

  private static Element child(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    throw new IllegalArgumentException("pom.xml has no " + name + " in " + parent.getTagName());
  }

  /** Returns a shared file from outside the repository; skips the test if it is missing. */
  Path shared(String relative) {
    for (Path folder = root; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared").resolve("data").resolve(relative);
      if (Files.exists(file)) {
        return file;
      }
    }
    assumeTrue("skipped: no shared/data/" + relative + " in or above " + root, false);
    throw new AssertionError("unreachable: the assumption above never holds");
  }
}
