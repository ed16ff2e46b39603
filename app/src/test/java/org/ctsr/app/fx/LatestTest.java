package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestTest {
  private final Latest requests = new Latest();

  @Test
  void onlyTheLastRequestIsTheLatest() {
    Latest.Request first = requests.next();
    assertThat(first.isLatest()).isTrue();

    Latest.Request second = requests.next();

    assertThat(first.isLatest()).isFalse();
    assertThat(second.isLatest()).isTrue();
  }

  @Test
  void whoJoinsTheCurrentRequestEndsWithIt() {
    Latest.Request joined = requests.current();
    assertThat(joined).isSameAs(requests.current());
    assertThat(joined.isLatest()).isTrue();

    requests.next();

    assertThat(joined.isLatest()).isFalse();
  }

  @Test
  void requestsOfOthersDoNotMatter() {
    Latest.Request mine = requests.next();

    new Latest().next();

    assertThat(mine.isLatest()).isTrue();
  }
}
