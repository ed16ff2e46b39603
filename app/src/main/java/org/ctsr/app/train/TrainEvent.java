package org.ctsr.app.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctsr.engine.training.TrainingEstimate;
import org.ctsr.engine.training.ValidationRow;

/** What a training in another process tells, a line of {@code ctsr train --json} each. */
public sealed interface TrainEvent {
  /** Patches are made, teachers asked. */
  record Preparing(String what, int done, int total) implements TrainEvent {}

  /** A step was taken. */
  record Stepped(String stage, int step, int steps, Map<String, Double> losses, long secondsLeft)
      implements TrainEvent {}

  /** A row of a validation. */
  record Validated(String stage, int step, ValidationRow row) implements TrainEvent {}

  /** A sentence. */
  record Said(String text) implements TrainEvent {}

  /** What the training will take. */
  record Estimated(TrainingEstimate estimate) implements TrainEvent {}

  /** The model package is there. */
  record Finished(Path modelPackage) implements TrainEvent {}

  /**
   * It does without a photo of which a part is missing.
   *
   * @param reason a sentence that names it
   * @param count how many it does without so far
   */
  record Skipped(Path photo, String reason, int count) implements TrainEvent {}

  /**
   * It ends for want of a photo that can be used.
   *
   * @param reason a sentence that names it
   */
  record Unusable(Path photo, String reason) implements TrainEvent {}

  /** Reads a line; empty for what is no event, such as a library's own output. */
  static Optional<TrainEvent> parse(String line) {
    JsonNode event;
    try {
      event = new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    return switch (event.path("event").asText()) {
      case "preparing" ->
          Optional.of(
              new Preparing(
                  event.path("what").asText(),
                  event.path("done").asInt(),
                  event.path("total").asInt()));
      case "step" -> Optional.of(step(event));
      case "validation" ->
          Optional.of(
              new Validated(
                  event.path("stage").asText(),
                  event.path("step").asInt(),
                  new ValidationRow(
                      event.path("what").asText(),
                      event.path("realness").asDouble(),
                      event.path("psnrY").asDouble(),
                      event.path("niqe").asDouble(Double.NaN),
                      event.path("featureDistance").asDouble(Double.NaN),
                      event.path("mesh").asDouble(Double.NaN))));
      case "message" -> Optional.of(new Said(event.path("text").asText()));
      case "estimate" -> Optional.of(new Estimated(estimate(event)));
      case "skippedPhoto" ->
          Optional.of(
              new Skipped(
                  Path.of(event.path("photo").asText()),
                  event.path("reason").asText(),
                  event.path("count").asInt()));
      case "unusablePhoto" ->
          Optional.of(
              new Unusable(Path.of(event.path("photo").asText()), event.path("reason").asText()));
      case "finished" -> Optional.of(new Finished(Path.of(event.path("package").asText())));
      default -> Optional.empty();
    };
  }

  private static Stepped step(JsonNode event) {
    Map<String, Double> losses = new LinkedHashMap<>();
    event
        .path("losses")
        .fields()
        .forEachRemaining(field -> losses.put(field.getKey(), field.getValue().asDouble()));
    return new Stepped(
        event.path("stage").asText(),
        event.path("step").asInt(),
        event.path("steps").asInt(),
        losses,
        event.path("secondsLeft").asLong());
  }

  private static TrainingEstimate estimate(JsonNode event) {
    return new TrainingEstimate(
        event.path("fixedSeconds").asDouble(),
        event.path("preparingSeconds").asDouble(),
        event.path("trainingSeconds").asDouble(),
        event.path("diskBytes").asLong(),
        event.path("diskFree").asLong(),
        event.path("memoryBytes").asLong(),
        event.path("memoryAvailable").asLong());
  }
}
