package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ctsr.engine.metric.FeatureNetwork;
import org.ctsr.engine.metric.Niqe;
import org.ctsr.engine.metric.NiqeModel;
import org.ctsr.engine.model.Sha256;
import org.ctsr.engine.model.TorchScriptPrecision;
import org.ctsr.engine.training.TrainingTask.Outcome;
import org.ctsr.engine.training.data.CacheProgress;
import org.ctsr.engine.training.data.TeacherCache;
import org.jspecify.annotations.Nullable;

/** One execution of a run, with cache and feature network opened: stage after stage. */
final class TrainingSession implements AutoCloseable {
  private final TrainingConfig config;
  private final RunFolder folder;
  private final boolean resumed;
  private final String version;
  private final TeacherCache cache;
  private final Device device;
  private final RunControl control;
  private final TrainingListener listener;
  private final CacheProgress progress;
  private final Checkpoints checkpoints;
  private final TimeLeft timeLeft;
  private final @Nullable Niqe niqe;
  private final @Nullable FeatureNetwork features;

  /**
   * @param resumed whether to go on with the run in that folder
   * @param version version of the program, for the record
   */
  TrainingSession(
      TrainingConfig config,
      RunFolder folder,
      boolean resumed,
      String version,
      TeacherCache cache,
      Device device,
      RunControl control,
      TrainingListener listener)
      throws IOException {
    this.config = config;
    this.folder = folder;
    this.resumed = resumed;
    this.version = version;
    this.cache = cache;
    this.device = device;
    this.control = control;
    this.listener = listener;
    this.progress = CacheFilling.progress(listener, control);
    this.checkpoints = new Checkpoints(folder, resumed);
    this.timeLeft = new TimeLeft(config);
    Path niqeFile = config.networks().niqe();
    this.niqe = niqeFile == null ? null : new Niqe(NiqeModel.read(niqeFile));
    Path featureFile = config.networks().features();
    this.features = featureFile == null ? null : FeatureNetwork.load(featureFile, device);
  }

  Outcome run() throws IOException, DivergenceException {
    checkNetworks();
    if (!resumed) {
      folder.begin();
    }
    cache.makePatches(progress);
    Validations validations =
        new Validations(
            cache.validation(),
            config.seed(),
            folder,
            device,
            features,
            niqe == null ? fitNiqe() : niqe,
            listener);
    if (resumed) {
      validations.remember(RunHistory.read(folder.folder()));
    }
    StageLoop loop =
        new StageLoop(
            cache.training(),
            config.seed(),
            folder,
            device,
            checkpoints,
            validations,
            timeLeft,
            control,
            listener);

    Path student = config.networks().student();
    TrainingConfig.SliderStage slider = config.slider();
    if (slider != null) {
      student = folder.slider();
      if (!Files.exists(student) && distil(slider, loop, validations) == Outcome.STOPPED) {
        return Outcome.STOPPED;
      }
    }
    TrainingConfig.BendStage bend = config.bend();
    if (bend != null) {
      if (trainBend(bend, student, loop) == Outcome.STOPPED) {
        return Outcome.STOPPED;
      }
      student = folder.student();
    }
    listener.finished(pack(student, validations));
    return Outcome.FINISHED;
  }

  /** Said now what is wrong with one: its stage may come hours later. */
  private void checkNetworks() throws IOException {
    TrainingConfig.Networks networks = config.networks();
    if (config.bend() != null) {
      try (TorchModule student = new TorchModule(networks.student(), device, false)) {
        BendTraining.requireHead(student);
        NetworkCheck.seconds(
            student, "networks.student", NetworkCheck.BASIS, config.data().patchSize());
      }
    }
    if (config.slider() != null && !Files.exists(folder.slider())) {
      awaitAnswers(
          AskedTeachers.REALNESS,
          "networks.realnessTeacher",
          networks.realnessTeacher(),
          NetworkCheck.IMAGE);
      awaitAnswers(
          AskedTeachers.FIDELITY,
          "networks.fidelityTeacher",
          networks.fidelityTeacher(),
          NetworkCheck.IMAGE);
      awaitAnswers(
          AskedTeachers.STAGE_1, "networks.student", networks.student(), NetworkCheck.BASIS);
    }
  }

  /**
   * @param network of the teacher, or of the same kind where the run itself is to train it
   */
  private void awaitAnswers(String role, String field, Path network, int channels)
      throws IOException {
    Path known = AskedTeachers.known(config, folder).get(role);
    int left = cache.unanswered(known == null ? null : Sha256.of(known));
    // One that has answered them all has shown what it is.
    if (left > 0) {
      try (TorchModule module = new TorchModule(network, device, false)) {
        timeLeft.awaits(
            role, left * NetworkCheck.seconds(module, field, channels, config.data().patchSize()));
      }
    }
  }

  private String ask(Path network, String role, UnaryOperator<NDArray> image) throws IOException {
    String digest = CacheFilling.ask(cache, network, role, device, image, progress);
    timeLeft.awaits(role, 0);
    return digest;
  }

  /** Stages 0 to 2: the teachers, what they have to say, and the student that learns it. */
  private Outcome distil(TrainingConfig.SliderStage slider, StageLoop loop, Validations validations)
      throws IOException, DivergenceException {
    Path fidelity = config.networks().fidelityTeacher();
    if (config.fidelityTeacher() != null) {
      fidelity = folder.fidelityTeacher();
      if (!Files.exists(fidelity)
          && trainFidelityTeacher(config.fidelityTeacher(), fidelity, loop) == Outcome.STOPPED) {
        return Outcome.STOPPED;
      }
    }
    Path realness = config.networks().realnessTeacher();
    String realistic = ask(realness, AskedTeachers.REALNESS, i -> i);
    String faithful = ask(fidelity, AskedTeachers.FIDELITY, i -> i);
    List<String> teachers = List.of(faithful, realistic);
    validations.blends(teachers);

    Path fused = config.networks().student();
    if (config.fuse() != null) {
      fused = folder.fused();
      if (!Files.exists(fused)
          && trainFused(config.fuse(), fidelity, fused, teachers, loop) == Outcome.STOPPED) {
        return Outcome.STOPPED;
      }
    }
    String middle = ask(fused, AskedTeachers.STAGE_1, TrainingSession::middle);
    return trainSlider(slider, fused, List.of(faithful, realistic, middle), loop);
  }

  /** NIQE against the sharp pictures trained on, where the configuration names no other. */
  private @Nullable Niqe fitNiqe() throws IOException {
    if (Files.exists(folder.niqe())) {
      return new Niqe(NiqeModel.read(folder.niqe()));
    }
    try {
      NiqeModel fitted = PristinePatches.fit(cache.training());
      fitted.write(folder.niqe());
      listener.message("NIQE is measured against the photographs trained on.");
      return new Niqe(fitted);
    } catch (IllegalStateException e) {
      listener.message("No NIQE in the validation: " + e.getMessage() + ".");
      return null;
    }
  }

  private Outcome trainFidelityTeacher(
      TrainingConfig.FidelityStage settings, Path target, StageLoop loop)
      throws IOException, DivergenceException {
    TorchModule network = new TorchModule(config.networks().fidelityTeacher(), device, true);
    try (DistillationStage stage = new FidelityTraining(settings, network)) {
      Outcome outcome = loop.train(stage, List.of());
      if (outcome == Outcome.FINISHED) {
        stage.write(target);
      }
      return outcome;
    }
  }

  private Outcome trainFused(
      TrainingConfig.FuseStage settings,
      Path fidelity,
      Path target,
      List<String> teachers,
      StageLoop loop)
      throws IOException, DivergenceException {
    TorchModule student = new TorchModule(config.networks().student(), device, true);
    try (TorchModule teacher = new TorchModule(fidelity, device, false)) {
      listener.message(
          WarmStart.from(teacher, student)
              ? "The student begins as the fidelity teacher."
              : "The student begins as its file: its body is not the fidelity teacher's.");
    }
    TorchModule discriminator = new TorchModule(config.networks().discriminator(), device, true);
    try (DistillationStage stage =
        new FuseTraining(settings, config.seed(), student, discriminator, features)) {
      Outcome outcome = loop.train(stage, teachers);
      if (outcome == Outcome.FINISHED) {
        discriminator.write(folder.discriminator(), TorchScriptPrecision.FLOAT32);
        stage.write(target);
      }
      return outcome;
    }
  }

  private Outcome trainSlider(
      TrainingConfig.SliderStage settings, Path fused, List<String> teachers, StageLoop loop)
      throws IOException, DivergenceException {
    TorchModule student = new TorchModule(fused, device, true);
    Path judge =
        Files.exists(folder.discriminator())
            ? folder.discriminator()
            : config.networks().discriminator();
    TorchModule discriminator = new TorchModule(judge, device, true);
    try (DistillationStage stage =
        new SliderTraining(settings, config.seed(), student, discriminator, features)) {
      Outcome outcome = loop.train(stage, teachers);
      if (outcome == Outcome.FINISHED) {
        discriminator.write(folder.discriminator(), TorchScriptPrecision.FLOAT32);
        stage.write(folder.slider());
      }
      return outcome;
    }
  }

  private Outcome trainBend(TrainingConfig.BendStage settings, Path slider, StageLoop loop)
      throws IOException, DivergenceException {
    if (features == null) {
      throw new IllegalStateException("TrainingConfig lets no bend be without features");
    }
    TorchModule student = new TorchModule(slider, device, true);
    try (DistillationStage stage = new BendTraining(settings, config.seed(), student, features)) {
      Outcome outcome = loop.train(stage, List.of());
      if (outcome == Outcome.FINISHED) {
        stage.write(folder.student());
      }
      return outcome;
    }
  }

  private Path pack(Path student, Validations validations) throws IOException {
    long parameters;
    try (TorchModule network = new TorchModule(student, device, false)) {
      parameters = network.parameterCount();
    }
    return StudentPackage.write(
        folder.folder(), config, student, parameters, "ctsr train " + version, validations.last());
  }

  @Override
  public void close() {
    if (features != null) {
      features.close();
    }
  }

  /** {@code S(x, 1/2)} of a student's output. */
  private static NDArray middle(NDArray basis) {
    NDArray t = basis.getManager().full(new Shape(1, 1, 1, 1), FuseTraining.MIDDLE);
    return Losses.at(basis.get(":, 0:3"), basis.get(":, 3:6"), basis.get(":, 6:9"), t);
  }
}
