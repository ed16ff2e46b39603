package org.ctsr.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** The manual pages and shell completions, from the commands themselves. */
final class ManualPages {
  private static final String COMMAND = "org.ctsr.engine.cli.Ctsr";

  private ManualPages() {}

  /**
   * Writes {@code ctsr.1}, a page for each command, {@code ctsr.bash} and {@code _ctsr}.
   *
   * @param epoch seconds, the date on the pages
   */
  static void write(Path folder, long epoch) throws IOException, InterruptedException {
    Tools.require("asciidoctor", "Install it (Debian: apt install asciidoctor).");
    Folders.fresh(folder);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // It runs in another folder.
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(each -> Path.of(each).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> start = List.of(java, "-cp", classPath);
    Tools.run(
        folder,
        Tools.words(start, ManPageGenerator.class.getName(), "-d", folder.toString(), COMMAND));
    List<String> convert = new ArrayList<>();
    convert.addAll(List.of("env", "SOURCE_DATE_EPOCH=" + epoch, "asciidoctor", "-b", "manpage"));
    for (Path page : Folders.list(folder, "*.adoc")) {
      convert.add(page.getFileName().toString());
    }
    Tools.run(folder, convert);
    Path bash = folder.resolve("ctsr.bash");
    Tools.runInto(bash, Tools.words(start, COMMAND, "generate-completion"));
    // The same functions. Zsh reads them as the body of a function of its own, where the alias for
    // bash's compopt that they begin with has no effect.
    Files.writeString(
        folder.resolve("_ctsr"),
        "#compdef ctsr\nfunction compopt { : }\nautoload -U +X bashcompinit && bashcompinit\n"
            + Files.readString(bash)
            + "\n_bash_complete -o default -F _complete_ctsr\n");
  }
}
