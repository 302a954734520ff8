#include "Progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/Overloaded.h>
#include <normscope/experiment/Variants.h>

namespace normscope
{

namespace
{

constexpr double kSecondsBetweenDrawings = 0.1;

/// "lr-0.1 seed 1"
std::string titleOf(const RunRecord& run)
{
    return fmt::format("{}{}seed {}", run.caseName, run.caseName.empty() ? "" : " ", run.seed);
}

}  // namespace

std::string asClock(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                        : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string progressBar(double done)
{
    constexpr int kCells = 24;
    const int full = std::clamp(static_cast<int>(done * kCells), 0, kCells);
    std::string bar;
    for (int cell = 0; cell < kCells; ++cell) {
        bar += cell < full ? "█" : "░";
    }
    return bar;
}

Progress::Progress(const Experiment& experiment)
    : m_isTerminal(isatty(STDERR_FILENO) != 0)
{
    constexpr std::size_t kAtLeast = 10;  // a single run is told in the columns of a twin
    m_widest = kAtLeast;
    for (const ExperimentCase& one : experiment.cases) {
        Case& shown = m_cases[one.name];
        shown.runs = runCount(one.spec);
        shown.epochs = one.spec.training.epochs;
        shown.variants = variantsOf(one.spec);
        m_epochs += static_cast<double>(shown.runs * shown.epochs);
        for (const std::string& variant : shown.variants) {
            m_widest = std::max(m_widest, variantPhrase(variant).size());
        }
    }
}

void Progress::show(const RunRecord& run, const TrainingEvent& event)
{
    Case& one = m_cases.at(run.caseName);
    const auto inEpochs = [&](std::int64_t iterations) {
        return static_cast<double>(iterations) / static_cast<double>(one.iterationsPerEpoch);
    };
    std::visit(Overloaded{
                   [&](const Started& started) {
                       one.iterationsPerEpoch = started.iterationsPerEpoch;
                       one.samplesPerEpoch = started.samplesPerEpoch;
                       m_epochsBefore += inEpochs(started.iterationsDone);
                   },
                   [&](const Step& step) { onStep(run, one, step); },
                   [&](const EpochResult& epoch) { onEpoch(run, one, epoch); },
                   [&](const Diverged& diverged) {
                       // The bar counts on with the steps that this run would have taken.
                       m_epochsDone += static_cast<double>(one.epochs) - inEpochs(diverged.iteration);
                       finish();
                   },
                   [](const auto& /*other*/) {},
               },
               event.what);
}

void Progress::end(const CaseOutcome& done)
{
    if (!done.isTrained) {
        const Case& one = m_cases.at(done.name);
        m_epochsBefore += static_cast<double>(one.runs * one.epochs);
    }
}

void Progress::onStep(const RunRecord& run, Case& one, const Step& step)
{
    m_epochsDone += 1 / static_cast<double>(one.iterationsPerEpoch);
    m_samplesDone += static_cast<double>(one.samplesPerEpoch) / static_cast<double>(one.iterationsPerEpoch);
    if (one.seed != run.seed) {
        one.seed = run.seed;
        one.losses.clear();
    }
    one.losses[run.variant] = step.loss;
    if (m_isTerminal && m_sinceDrawn.seconds() >= kSecondsBetweenDrawings) {
        drawBar(run, one, step);
    }
}

void Progress::drawBar(const RunRecord& run, const Case& one, const Step& step)
{
    m_sinceDrawn = Stopwatch();
    const double done = (m_epochsBefore + m_epochsDone) / m_epochs;
    const double seconds = m_sinceStart.seconds();
    const double secondsLeft = seconds / m_epochsDone * m_epochs * (1 - done);
    std::string losses;
    for (const std::string& variant : one.variants) {
        if (const auto loss = one.losses.find(variant); loss != one.losses.end()) {
            losses += fmt::format("  {} {}", variantPhrase(variant), lossText(loss->second));
        }
    }
    const std::string line =
        fmt::format("\r\x1b[K{} epoch {}/{} {} {:3.0f} %  {} samples/s  ETA {}  loss{}", titleOf(run), step.epoch,
                    one.epochs, progressBar(done), done * 100,
                    grouped(static_cast<std::int64_t>(m_samplesDone / seconds)), asClock(secondsLeft), losses);
    (void)std::fputs(line.c_str(), stderr);
    m_isDrawn = true;
}

void Progress::onEpoch(const RunRecord& run, const Case& one, const EpochResult& epoch)
{
    const std::string accuracy =
        std::isnan(epoch.testAccuracy) ? "" : fmt::format(", test accuracy {:.2f} %", epoch.testAccuracy * 100);
    printLine(fmt::format("{} epoch {}/{} {:<{}}  train loss {}{}, {:.2f} s", titleOf(run), epoch.epoch, one.epochs,
                          variantPhrase(run.variant), m_widest, lossText(epoch.trainLoss), accuracy,
                          epoch.trainSeconds));
}

void Progress::printLine(const std::string& line)
{
    finish();
    (void)std::fprintf(stderr, "%s\n", line.c_str());
}

void Progress::finish()
{
    if (m_isDrawn) {
        (void)std::fputs("\r\x1b[K", stderr);
        m_isDrawn = false;
    }
}

}  // namespace normscope
