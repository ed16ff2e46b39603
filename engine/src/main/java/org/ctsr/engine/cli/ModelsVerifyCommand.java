package org.ctsr.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ctsr.engine.inference.ContractCheck;
import org.ctsr.engine.inference.ContractReport;
import org.ctsr.engine.inference.NetworkFacts;
import org.ctsr.engine.inference.NetworkProbe;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a model on small pictures and says whether it keeps the contract. */
@Command(
    name = "verify",
    description =
        "Runs a model, or a bare TorchScript file (.pt), on small pictures and says whether it"
            + " keeps the contract of docs/model-packages.md.")
final class ModelsVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ComputeOptions device = new ComputeOptions();

  @Parameters(paramLabel = "MODEL", description = "A model's name or folder, or a .pt file.")
  private String model = "";

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    device.check();
    return model.toLowerCase(Locale.ROOT).endsWith(".pt") ? bare(Path.of(model)) : whole();
  }

  private void notice(String sentence) {
    spec.commandLine().getErr().println("ctsr: " + sentence);
  }

  private int whole() throws IOException {
    ModelPackage opened = ModelLibrary.standard().open(model);
    ContractReport report =
        new ContractCheck(device.choice(), device.threads(), this::notice).examine(opened);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of("name", opened.name(), "passed", report.passed(), "report", report)));
    } else {
      report.findings().forEach(finding -> out.println("  " + finding));
      out.println(opened.name() + (report.passed() ? " can be used" : " cannot be used"));
    }
    return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private int bare(Path file) throws IOException {
    NetworkFacts facts =
        NetworkProbe.examine(file, device.choice(), device.threads(), this::notice);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(facts));
      return ExitCode.OK;
    }
    out.printf(
        Locale.ROOT,
        "  gives         %s, %d times as large%n",
        facts.isStudent() ? "three basis images" : "an image",
        facts.scale());
    out.printf(Locale.ROOT, "  smallest side %d pixels%n", facts.minimumSize());
    out.printf(
        "  halo          %s%n",
        facts.halo() < 0 ? "none of up to 64 pixels is enough" : facts.halo() + " pixels");
    out.printf(
        "  weights       %s%n",
        facts.precision() == null ? "of several types: cannot be trained" : facts.precision());
    out.printf(Locale.ROOT, "  time          %.1f s a megapixel%n", facts.secondsAMegapixel());
    return ExitCode.OK;
  }
}
