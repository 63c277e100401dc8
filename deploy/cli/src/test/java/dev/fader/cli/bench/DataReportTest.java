package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataReportTest {

    /** A hundred megabytes a second; a second of audio is one megabyte. */
    private static DataReport.Reading reading(double againSeconds, double examplesPerSecond) {
        return new DataReport.Reading(300_000_000, 10, 3, 0.5, againSeconds, 1_000_000, examplesPerSecond);
    }

    @Test
    void itIsWellWhereTheNetworkIsTheSlowest() {
        assertThat(new DataReport(reading(0.1, 50), 40).ok()).isTrue();
    }

    @Test
    void itIsNotWhereTheNetworkWaitsForTheReaderOrTheStorageOrARunForItsData() {
        assertThat(new DataReport(reading(0.1, 30), 40).ok()).isFalse();
        assertThat(new DataReport(reading(0.1, 150), 120).ok()).isFalse();
        assertThat(new DataReport(reading(1.5, 50), 40).ok()).isFalse();
    }
}
