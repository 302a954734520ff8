#include "LossPlot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Convergence.h>

namespace normscope
{

namespace
{

constexpr std::size_t kColumns = 70;
constexpr std::size_t kRows = 16;

/// One loss a column; NaN where the run does not go that far.
using Curve = std::array<double, kColumns>;

/// The iteration that a column stands for, from 1 in the first to the last in the last.
std::int64_t iterationAt(std::size_t column, std::int64_t last)
{
    const double part = static_cast<double>(column) / static_cast<double>(kColumns - 1);
    return 1 + std::llround(part * static_cast<double>(last - 1));
}

Curve curveOf(const RunRecord& run, std::int64_t last)
{
    Curve curve{};
    for (std::size_t column = 0; column < kColumns; ++column) {
        curve[column] =
            smoothedLoss(run.iterations, iterationAt(column, last)).value_or(std::numeric_limits<double>::quiet_NaN());
    }
    return curve;
}

/// A grid of characters with a logarithmic axis: losses fall by orders of magnitude.
class Canvas
{
  public:
    Canvas(double low, double high)
        : m_low(std::log(low))
        , m_high(std::log(high))
    {
        m_cells.fill(' ');
    }

    void draw(const Curve& curve, char mark)
    {
        for (std::size_t column = 0; column < kColumns; ++column) {
            if (std::isfinite(curve[column]) && curve[column] > 0) {
                const double height = (std::log(curve[column]) - m_low) / (m_high - m_low);
                const auto row = std::llround((1 - std::clamp(height, 0.0, 1.0)) * static_cast<double>(kRows - 1));
                char& cell = m_cells.at(static_cast<std::size_t>(row) * kColumns + column);
                cell = cell == ' ' ? mark : '*';
            }
        }
    }

    [[nodiscard]] std::string text() const
    {
        std::string text;
        for (std::size_t row = 0; row < kRows; ++row) {
            const double height = 1 - static_cast<double>(row) / static_cast<double>(kRows - 1);
            const bool isLabelled = row % 5 == 0;
            text += isLabelled ? fmt::format("{:>9} ┤", lossText(std::exp(m_low + height * (m_high - m_low))))
                               : fmt::format("{:>9} │", "");
            text.append(m_cells.data() + row * kColumns, kColumns);
            text.erase(text.find_last_not_of(' ') + 1);
            text += '\n';
        }
        return text;
    }

  private:
    double m_low;
    double m_high;
    std::array<char, kColumns * kRows> m_cells{};
};

/// What a variant's curve is drawn with; '*' is where several meet.
char markOf(const std::string& variant)
{
    constexpr std::string_view kMarks = "+ox#~@";
    const auto& known = knownVariants();
    const auto found = std::find(known.begin(), known.end(), variant);
    return kMarks.at(std::min(static_cast<std::size_t>(found - known.begin()), kMarks.size() - 1));
}

std::string iterationAxis(std::int64_t last)
{
    std::string line;
    for (std::size_t column = 0; column < kColumns; ++column) {
        line += "─";
    }
    const std::string end = grouped(last);
    return fmt::format("{:>9} └{}\n{:>11}1{:>{}}\n", "", line, "", end, kColumns - 1);
}

}  // namespace

std::string lossPlot(const std::vector<RunRecord>& runs)
{
    std::vector<std::pair<Curve, std::string>> curves;
    std::int64_t last = 0;
    for (const RunRecord& run : runs) {
        last = std::max(last, run.seed == runs.front().seed ? static_cast<std::int64_t>(run.iterations.size()) : 0);
    }
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (const RunRecord& run : runs) {
        if (run.seed != runs.front().seed || last < 2) {
            continue;
        }
        curves.emplace_back(curveOf(run, last), run.variant);
        for (const double loss : curves.back().first) {
            if (std::isfinite(loss) && loss > 0) {
                low = std::min(low, loss);
                high = std::max(high, loss);
            }
        }
    }
    if (curves.empty() || !(low < high)) {
        return {};
    }
    Canvas canvas(low, high);
    std::string legend;
    for (const auto& [curve, variant] : curves) {
        canvas.draw(curve, markOf(variant));
        legend += fmt::format("  {} {}", markOf(variant), variantPhrase(variant));
    }
    return fmt::format("\nTraining loss (mean of the last {} iterations, log axis), seed {}:{}{}\n\n{}{}", kLossWindow,
                       runs.front().seed, legend,
                       curves.size() > 2   ? "  * several"
                       : curves.size() > 1 ? "  * both"
                                           : "",
                       canvas.text(), iterationAxis(last));
}

}  // namespace normscope
