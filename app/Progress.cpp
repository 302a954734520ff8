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

std::string asClock(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                        : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

Progress::Progress(const ExperimentSpec& spec)
    : m_isTerminal(isatty(STDERR_FILENO) != 0)
    , m_runs(static_cast<std::int64_t>(spec.seeds.size()) * static_cast<std::int64_t>(variantsOf(spec).size()))
    , m_epochs(spec.training.epochs)
    , m_variants(variantsOf(spec))
{
    constexpr std::size_t kAtLeast = 10;  // a single run is told in the columns of a twin
    m_widest = kAtLeast;
    for (const std::string& variant : m_variants) {
        m_widest = std::max(m_widest, variantPhrase(variant).size());
    }
}

void Progress::show(std::uint64_t seed, const TrainingEvent& event)
{
    std::visit(Overloaded{
                   [&](const Started& started) {
                       m_iterationsPerEpoch = started.iterationsPerEpoch;
                       m_samplesPerEpoch = started.samplesPerEpoch;
                       m_stepsBefore += started.iterationsDone;
                   },
                   [&](const Step& step) { onStep(seed, event.variant, step); },
                   [&](const EpochResult& epoch) { onEpoch(seed, event.variant, epoch); },
                   [&](const Diverged& diverged) {
                       // The bar counts on with the steps that this run would have taken.
                       m_stepsDone += m_epochs * m_iterationsPerEpoch - diverged.iteration;
                       finish();
                   },
                   [](const auto& /*other*/) {},
               },
               event.what);
}

void Progress::onStep(std::uint64_t seed, const std::string& variant, const Step& step)
{
    ++m_stepsDone;
    m_losses[{seed, variant}] = step.loss;
    if (m_isTerminal && m_sinceDrawn.seconds() >= kSecondsBetweenDrawings) {
        drawBar(seed, step);
    }
}

void Progress::drawBar(std::uint64_t seed, const Step& step)
{
    m_sinceDrawn = Stopwatch();
    const auto all = static_cast<double>(m_runs * m_epochs * m_iterationsPerEpoch);
    const double done = static_cast<double>(m_stepsBefore + m_stepsDone) / all;
    const double seconds = m_sinceStart.seconds();
    const double secondsLeft = seconds / static_cast<double>(m_stepsDone) * all * (1 - done);
    const double samplesPerStep = static_cast<double>(m_samplesPerEpoch) / static_cast<double>(m_iterationsPerEpoch);
    const auto rate = static_cast<std::int64_t>(samplesPerStep * static_cast<double>(m_stepsDone) / seconds);
    constexpr int kCells = 24;
    const int full = std::clamp(static_cast<int>(done * kCells), 0, kCells);
    std::string bar;
    for (int cell = 0; cell < kCells; ++cell) {
        bar += cell < full ? "█" : "░";
    }
    std::string losses;
    for (const std::string& variant : m_variants) {
        if (const auto loss = m_losses.find({seed, variant}); loss != m_losses.end()) {
            losses += fmt::format("  {} {}", variantPhrase(variant), lossText(loss->second));
        }
    }
    const std::string line =
        fmt::format("\r\x1b[Kseed {} epoch {}/{} {} {:3.0f} %  {} samples/s  ETA {}  loss{}", seed, step.epoch,
                    m_epochs, bar, done * 100, grouped(rate), asClock(secondsLeft), losses);
    (void)std::fputs(line.c_str(), stderr);
    m_isDrawn = true;
}

void Progress::onEpoch(std::uint64_t seed, const std::string& variant, const EpochResult& epoch)
{
    const std::string accuracy =
        std::isnan(epoch.testAccuracy) ? "" : fmt::format(", test accuracy {:.2f} %", epoch.testAccuracy * 100);
    printLine(fmt::format("seed {} epoch {}/{} {:<{}}  train loss {}{}, {:.2f} s", seed, epoch.epoch, m_epochs,
                          variantPhrase(variant), m_widest, lossText(epoch.trainLoss), accuracy, epoch.trainSeconds));
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
