#include <algorithm>

#include <normscope/experiment/TextTable.h>

namespace normscope
{

namespace
{

/// Characters of a UTF-8 text: bytes that do not continue one.
std::size_t widthOf(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void repeat(std::string& text, const char* what, std::size_t times)
{
    for (std::size_t i = 0; i < times; ++i) {
        text += what;
    }
}

}  // namespace

TextTable::TextTable(std::vector<std::string> header)
    : m_rows{std::move(header)}
    , m_isLeft(m_rows.front().size(), false)
{
    m_isLeft.front() = true;
    addRule();
}

void TextTable::addRow(std::vector<std::string> cells)
{
    cells.resize(m_isLeft.size());
    m_rows.push_back(std::move(cells));
}

void TextTable::addRule()
{
    m_rows.emplace_back();
}

void TextTable::alignLeft(std::size_t column)
{
    m_isLeft[column] = true;
}

std::string TextTable::text() const
{
    std::vector<std::size_t> widths(m_isLeft.size(), 0);
    for (const auto& row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], widthOf(row[i]));
        }
    }
    std::string text;
    for (const auto& row : m_rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (i > 0) {
                text += row.empty() ? "──" : "  ";
            }
            if (row.empty()) {
                repeat(text, "─", widths[i]);
                continue;
            }
            const std::size_t padding = widths[i] - widthOf(row[i]);
            const bool isLast = i + 1 == widths.size();
            if (!m_isLeft[i]) {
                repeat(text, " ", padding);
            }
            text += row[i];
            if (m_isLeft[i] && !isLast) {
                repeat(text, " ", padding);
            }
        }
        text += '\n';
    }
    return text;
}

}  // namespace normscope
