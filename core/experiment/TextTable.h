#pragma once

#include <string>
#include <vector>

namespace normscope
{

/// A table for a terminal: columns as wide as their widest cell, the first to the left, the others to the right.
/// Widths are counted in characters, not bytes.
class TextTable
{
  public:
    explicit TextTable(std::vector<std::string> header);

    /// Cells that are missing at the end are empty.
    void addRow(std::vector<std::string> cells);

    /// A line across the table.
    void addRule();

    /// Columns, counted from 0, that are text and so go to the left.
    void alignLeft(std::size_t column);

    [[nodiscard]] std::string text() const;

  private:
    std::vector<std::vector<std::string>> m_rows;  ///< an empty row is a rule
    std::vector<bool> m_isLeft;
};

}  // namespace normscope
