#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/experiment/ProbeLog.h>

namespace normscope
{

/// The looks of a run by instrument, as far as they have been read: what charts and verdicts go through. It shares them
/// with the log and keeps no copy.
class ProbeLooks
{
  public:
    using List = std::vector<std::shared_ptr<const ProbeRows>>;

    ProbeLooks() = default;
    explicit ProbeLooks(const ProbeLog& log) { read(log); }

    /// Takes in what is new in the log, which is the same one each time. False where nothing is.
    bool read(const ProbeLog& log);

    /// In the order of their iterations; empty where the instrument never looked.
    [[nodiscard]] const List& of(std::string_view instrument) const;
    [[nodiscard]] bool empty() const { return m_read == 0; }

  private:
    std::size_t m_read = 0;
    std::map<std::string, List, std::less<>> m_byInstrument;
};

/// Where the instrument's rows have that column; none where it has no such column.
[[nodiscard]] std::optional<std::size_t> columnOf(std::string_view instrument, std::string_view column);

/// A row's value; NaN where the row is shorter than that.
[[nodiscard]] double valueAt(const ProbeRows& look, std::size_t row, std::size_t column);

}  // namespace normscope
