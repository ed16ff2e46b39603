package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.StartFolder;
import org.ctsr.app.gpu.GpuView;
import org.ctsr.app.gpu.GpuViewModel;
import org.ctsr.app.gpu.TorchTasks;
import org.ctsr.app.theme.Appearance;
import org.ctsr.app.theme.ThemeManager;
import org.ctsr.engine.torch.TorchStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The window of the libraries for graphics cards, with a pack that is none, from this machine. */
class GpuTest {
  private static final String BUILD = "2.7.1+cu128";

  @TempDir private Path home;
  private final CountDownLatch goOn = new CountDownLatch(1);
  private HttpServer server;
  private byte[] pack;
  private boolean mayDelete;
  private GpuViewModel model;
  private Parent view;

  @BeforeEach
  void open() throws Exception {
    pack = pack();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "test-server");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext(
        "/pack.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, pack.length);
          exchange.getResponseBody().write(pack);
          exchange.close();
        });
    server.createContext(
        "/slow.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, pack.length);
          exchange.getResponseBody().write(Arrays.copyOf(pack, pack.length / 2));
          exchange.getResponseBody().flush();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    server.start();
    FxToolkit.registerPrimaryStage();
    show(Appearance.DARK);
  }

  private void show(Appearance look) {
    view =
        StudioHarness.call(
            () -> {
              model =
                  new GpuViewModel(
                      new TorchTasks(
                          new TorchStore(home.resolve("gpu")),
                          home,
                          task -> {
                            Thread thread = new Thread(task, "test-gpu");
                            thread.setDaemon(true);
                            thread.start();
                          }),
                      javafx.application.Platform::runLater);
              GpuView made =
                  new GpuView(
                      model,
                      () -> mayDelete,
                      new Choosers(
                          new StartFolder(Runnable::run, Runnable::run),
                          purpose -> null,
                          (purpose, folder) -> {}));
              ThemeManager theme =
                  new ThemeManager(
                      java.util.Optional::empty, Runnable::run, look, java.util.Optional.of(true));
              theme.style(new Scene(made, 640, 520));
              // No window does it here, and a scroll pane holds nothing before.
              made.applyCss();
              model.refresh();
              return made;
            });
    StudioHarness.waitUntil("the machine is known", () -> model.statusProperty().get() != null);
  }

  @AfterEach
  void close() {
    goOn.countDown();
    server.stop(0);
  }

  private static byte[] pack() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "libtorch/build-version", BUILD.getBytes(StandardCharsets.UTF_8));
      put(zip, "libtorch/lib/" + System.mapLibraryName("torch"), new byte[300_000]);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private void enter(String file, String digits) {
    StudioHarness.call(
        () -> {
          StudioHarness.<TextField>find(view, "gpu-address")
              .setText("http://127.0.0.1:" + server.getAddress().getPort() + file);
          StudioHarness.<TextField>find(view, "gpu-sha256").setText(digits);
          return null;
        });
  }

  private String digits() throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pack));
  }

  private void fetch() {
    StudioHarness.call(
        () -> {
          StudioHarness.<javafx.scene.control.Button>find(view, "gpu-fetch").fire();
          return null;
        });
  }

  private void awaitEnd() {
    StudioHarness.waitUntil("it has ended", () -> !model.busyProperty().get());
  }

  @Test
  void aPackWithAnotherChecksumIsNotUsedAndNotKept() throws Exception {
    enter("/pack.zip", "0".repeat(64));
    fetch();
    awaitEnd();
    assertThat(model.problemProperty().get()).contains("SHA-256").contains(digits());
    assertThat(home.resolve("gpu/chosen.json")).doesNotExist();
    assertThat(home.resolve("gpu/pack.zip.part")).doesNotExist();
  }

  @Test
  void aPackThatDoesNotComputeIsNotUsedAndCanBeDeleted() throws Exception {
    enter("/pack.zip", digits());
    fetch();
    awaitEnd();
    assertThat(model.problemProperty().get()).contains("do not work on this machine");
    assertThat(home.resolve("gpu/chosen.json")).doesNotExist();
    StudioHarness.waitUntil("it can be deleted", () -> model.statusProperty().get().fetched());
    pressDelete();
    assertThat(model.busyProperty().get()).as("whoever was asked said no").isFalse();
    mayDelete = true;
    pressDelete();
    awaitEnd();
    assertThat(home.resolve("gpu")).doesNotExist();
    assertThat(model.messageProperty().get()).contains("deleted");
  }

  private void pressDelete() {
    StudioHarness.call(
        () -> {
          StudioHarness.<javafx.scene.control.Button>find(view, "gpu-delete").fire();
          return null;
        });
  }

  @Test
  void aDownloadThatStallsCanBeCancelledAndGoesOnLater() throws Exception {
    enter("/slow.zip", digits());
    fetch();
    Path part = home.resolve("gpu/pack.zip.part");
    StudioHarness.waitUntil(
        "half of it is there", () -> Files.exists(part) && Files.size(part) >= pack.length / 2);
    StudioHarness.waitUntil("the bar shows it", () -> model.progressProperty().get() > 0.4);
    StudioHarness.screenshot("gpu-fetching", view);
    StudioHarness.call(
        () -> {
          StudioHarness.<javafx.scene.control.Button>find(view, "gpu-cancel").fire();
          return null;
        });
    awaitEnd();
    assertThat(model.messageProperty().get()).startsWith("Cancelled");
    assertThat(model.problemProperty().get()).isEmpty();
    assertThat(part).exists();
  }

  @Test
  void aFolderThatIsNoneIsRefusedByName() throws Exception {
    StudioHarness.call(
        () -> {
          model.use(home);
          return null;
        });
    awaitEnd();
    assertThat(model.problemProperty().get()).contains(home.toString()).contains("no PyTorch");
    StudioHarness.screenshot("gpu-problem", view);
    show(Appearance.LIGHT);
    StudioHarness.screenshot("gpu-light", view);
  }
}
