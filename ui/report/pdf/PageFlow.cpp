#include "ui/report/pdf/PageFlow.h"

#include <algorithm>
#include <deque>

namespace normscope::ui
{

namespace
{

/// A picture is made this much smaller to stay beside its text; more only where a page were left too empty.
constexpr double kNearScale = 0.88;

class Pages
{
  public:
    explicit Pages(double height)
        : m_height(height)
    {
    }

    void add(const std::vector<FlowItem>& items)
    {
        for (std::size_t first = 0; first < items.size();) {
            if (items[first].stopsFloats) {
                placeWaiting(/*all=*/false);
            }
            first = items[first].mayFloat ? addFloat(items, first) : addGroup(items, first);
        }
        placeWaiting(/*all=*/true);
    }

    std::vector<FlowPage> take() { return std::move(m_pages); }

  private:
    /// A picture where it belongs, or among those that wait.
    std::size_t addFloat(const std::vector<FlowItem>& items, std::size_t first)
    {
        const FlowItem& item = items[first];
        // Floats keep their order, so one that waits makes the next ones wait.
        if (m_waiting.empty() && makeRoom(item, kNearScale)) {
            place(item);
        } else {
            m_waiting.push_back(&item);
        }
        return first + 1;
    }

    /// Puts what has to stay together on one page, and returns what comes after it.
    std::size_t addGroup(const std::vector<FlowItem>& items, std::size_t first)
    {
        std::vector<std::size_t> hard;  // what must stay together
        std::size_t end = first;
        for (bool goesOn = true; goesOn && end < items.size(); ++end) {
            const FlowItem& item = items[end];
            if (!item.mayFloat) {
                hard.push_back(end);
                goesOn = item.keepsWithNext;
                continue;
            }
            // A heading right above its picture.
            const double needed = m_top + heightOf(items, hard) + item.before + item.height;
            if (!hard.empty() && needed > m_height && m_top >= kLeastFill * m_height) {
                breakPage();
            }
            if (m_waiting.empty() && m_top + heightOf(items, hard) + item.before + item.height <= m_height) {
                placeAll(items, hard);
                place(item);
                return end + 1;
            }
            m_waiting.push_back(&item);
        }
        std::vector<std::size_t> all = hard;  // and what should
        std::size_t softEnd = end;
        while (!m_isSplit && softEnd < items.size() &&
               (items[softEnd - 1].likesItsNext || items[softEnd - 1].keepsWithNext)) {
            all.push_back(softEnd++);
        }
        const auto fits = [&](const std::vector<std::size_t>& group) {
            return m_top + heightOf(items, group) <= m_height;
        };
        if (!isTop() && !fits(all) && (m_top >= kLeastFill * m_height || !fits(hard))) {
            do {
                breakPage();
            } while (!isTop() && !m_waiting.empty() && !fits(hard));
        }
        const bool isWhole = fits(all) || softEnd == end;
        placeAll(items, isWhole ? all : hard);
        end = isWhole ? softEnd : end;
        m_isSplit = end < items.size() && items[end - 1].likesItsNext;
        return end;
    }

    [[nodiscard]] double heightOf(const std::vector<FlowItem>& items, const std::vector<std::size_t>& group) const
    {
        double height = 0;
        for (const std::size_t index : group) {
            height += (height == 0 && isTop() ? 0 : items[index].before) + items[index].height;
        }
        return height;
    }

    void placeAll(const std::vector<FlowItem>& items, const std::vector<std::size_t>& group)
    {
        for (const std::size_t index : group) {
            placeRow(items, index);
        }
    }

    /// An item before which the page is broken where it does not fit, with a table's header repeated.
    void placeRow(const std::vector<FlowItem>& items, std::size_t index)
    {
        const FlowItem& item = items[index];
        if (m_top + (isTop() ? 0 : item.before) + item.height > m_height && !isTop()) {
            breakPage();
        }
        const bool continues = index > 0 && item.header != nullptr && items[index - 1].header == item.header;
        if (continues && m_lastRowPage != m_pages.size()) {
            place(*item.header);
        }
        place(item);
        m_lastRowPage = m_pages.size();
    }

    [[nodiscard]] bool isTop() const { return m_pages.empty() || m_pages.back().empty(); }

    void place(const FlowItem& item)
    {
        if (m_pages.empty()) {
            m_pages.emplace_back();
        }
        m_top += isTop() ? 0 : item.before;
        const double scale = item.scalable > 0 ? m_scale : 1;
        m_pages.back().push_back({&item, m_top, scale});
        m_top += m_pages.back().back().height();
    }

    /// Whether the picture fits on the page, if need be with all pictures on it scaled down, as far as `least`.
    bool makeRoom(const FlowItem& item, double least)
    {
        const double before = isTop() ? 0 : item.before;
        double scalable = item.scalable;
        double whole = before + item.height;
        if (!isTop()) {
            for (const PlacedItem& placed : m_pages.back()) {
                scalable += placed.item->scalable;
            }
            whole += m_top + (1 - m_scale) * (scalable - item.scalable);
        }
        if (isTop() || whole <= m_height + (1 - m_scale) * scalable) {
            return true;
        }
        // A hair less, or rounding takes the room again.
        const double scale = scalable > 0 ? 1 - (whole - m_height) / scalable - 1e-9 : 0;
        if (scale < least) {
            return false;
        }
        m_scale = std::min(m_scale, scale);
        arrange();
        return true;
    }

    /// Moves what is on the page up as its pictures get smaller.
    void arrange()
    {
        double lost = 0;
        for (PlacedItem& placed : m_pages.back()) {
            placed.top -= lost;
            if (placed.item->scalable > 0) {
                lost += (placed.scale - m_scale) * placed.item->scalable;
                placed.scale = m_scale;
            }
        }
        m_top -= lost;
    }

    void breakPage()
    {
        m_pages.emplace_back();
        m_top = 0;
        m_scale = 1;
        while (!m_waiting.empty()) {
            const FlowItem& next = *m_waiting.front();
            const bool isFull = m_top >= kLeastFill * m_height;
            if (!makeRoom(next, isFull ? kNearScale : kLeastScale)) {
                break;
            }
            place(next);
            m_waiting.pop_front();
        }
    }

    /// Pages for pictures that wait; not `all`: as long as that leaves no page too empty.
    void placeWaiting(bool all)
    {
        while (!m_waiting.empty() && (all || m_top >= kLeastFill * m_height)) {
            const FlowItem& next = *m_waiting.front();
            if (!isTop() && makeRoom(next, kLeastScale)) {
                place(next);
                m_waiting.pop_front();
            } else {
                breakPage();
            }
        }
    }

    double m_height;
    double m_top = 0;
    double m_scale = 1;             ///< of the pictures on the page
    bool m_isSplit = false;         ///< what should have stayed together, and goes on
    std::size_t m_lastRowPage = 0;  ///< number of pages when the last item was placed
    std::vector<FlowPage> m_pages;
    std::deque<const FlowItem*> m_waiting;
};

}  // namespace

double fillOf(const FlowPage& page, double pageHeight)
{
    double end = 0;
    for (const PlacedItem& placed : page) {
        end = std::max(end, placed.top + placed.height());
    }
    return end / pageHeight;
}

std::vector<FlowPage> pagesOf(const std::vector<FlowItem>& items, double pageHeight)
{
    Pages pages(pageHeight);
    pages.add(items);
    return pages.take();
}

}  // namespace normscope::ui
