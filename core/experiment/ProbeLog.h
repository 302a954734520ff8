#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/experiment/Csv.h>
#include <normscope/probe/Instruments.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

/// All rows of one instrument: what its file holds.
class ProbeTable
{
  public:
    explicit ProbeTable(const Instrument& instrument);

    [[nodiscard]] std::size_t size() const { return m_iterations.size(); }
    [[nodiscard]] std::int64_t iteration(std::size_t row) const { return m_iterations[row]; }
    [[nodiscard]] const std::string& layer(std::size_t row) const { return m_layers[row]; }
    /// By the instrument's columns.
    [[nodiscard]] std::span<const double> values(std::size_t row) const;
    /// The values of one column; empty where the instrument has no such column.
    [[nodiscard]] std::vector<double> column(std::string_view name) const;

    void append(const ProbeRows& look);

  private:
    const Instrument* m_instrument;
    std::vector<std::int64_t> m_iterations;
    std::vector<std::string> m_layers;
    std::vector<double> m_values;
};

/// What the instruments of a run saw, look by look. One thread appends; others may read their own copies meanwhile,
/// which share it.
class ProbeLog
{
  public:
    ProbeLog();

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::shared_ptr<const ProbeRows> look(std::size_t number) const;

    /// The rows of an instrument; none where it never looked.
    [[nodiscard]] ProbeTable table(const Instrument& instrument) const;

    /// Adds a look; in a part() that is shorter than the whole it shows the next one, which is there already.
    void append(ProbeRows look);

    /// The same looks, as if no more had come.
    [[nodiscard]] ProbeLog part() const;

  private:
    struct Store;
    std::shared_ptr<Store> m_store;
    std::size_t m_most = std::numeric_limits<std::size_t>::max();
};

/// The rows of a look as lines of the instrument's file.
[[nodiscard]] std::string probeLines(const ProbeRows& look);

/// The look as a JSON event: "event": "probe", "instrument", "iteration", and "rows" with their columns by name; null
/// where a value is not finite.
[[nodiscard]] Json toJson(const ProbeRows& look);

/// Adds what the files in a run's folder hold to the log, in the order in which it was seen. Errors as readNumbers().
[[nodiscard]] Status readProbes(const std::filesystem::path& leaf, ProbeLog& log);

}  // namespace normscope
