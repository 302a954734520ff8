#include <algorithm>
#include <limits>

#include <normscope/experiment/ProbeLooks.h>

namespace normscope
{

bool ProbeLooks::read(const ProbeLog& log)
{
    const std::size_t size = log.size();
    const bool isNew = size > m_read;
    for (; m_read < size; ++m_read) {
        auto look = log.look(m_read);
        auto& list = m_byInstrument[look->instrument];
        list.push_back(std::move(look));
    }
    return isNew;
}

const ProbeLooks::List& ProbeLooks::of(std::string_view instrument) const
{
    static const List kNone;
    const auto found = m_byInstrument.find(instrument);
    return found == m_byInstrument.end() ? kNone : found->second;
}

std::optional<std::size_t> columnOf(std::string_view instrument, std::string_view column)
{
    const Instrument* known = findInstrument(instrument);
    if (known == nullptr) {
        return std::nullopt;
    }
    const auto found = std::find(known->columns.begin(), known->columns.end(), column);
    return found == known->columns.end() ? std::nullopt
                                         : std::optional(static_cast<std::size_t>(found - known->columns.begin()));
}

double valueAt(const ProbeRows& look, std::size_t row, std::size_t column)
{
    const std::size_t columns = look.layers.empty() ? 0 : look.values.size() / look.layers.size();
    return row < look.layers.size() && column < columns ? look.values[row * columns + column]
                                                        : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace normscope
