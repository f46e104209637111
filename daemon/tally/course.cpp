// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/course.h"

#include <algorithm>
#include <map>

namespace tallyd {
namespace {

constexpr int kWidth = 1000;  // of the drawing; CSS stretches it
constexpr int kHeight = 100;

/// Steps in the units of the drawing.
struct Plot {
  Instant from;
  Instant to;
  int most = 1;  ///< replies at the upper edge

  std::string x(Instant at) const {
    const auto span = std::max<std::int64_t>((to - from).count(), 1);
    const auto passed = std::clamp<std::int64_t>((at - from).count(), 0, span);
    return std::to_string(passed * kWidth / span);
  }
  /// In tenths of a reply, so that 70 per cent of a reply can be drawn without rounding.
  std::string y(int tenths) const {
    const int hundredths = kHeight * 100 - tenths * kHeight * 10 / most;
    return std::to_string(hundredths / 100) + "." + std::to_string(hundredths / 10 % 10);
  }
};

template <typename Tenths>
std::string steps(const std::vector<CoursePoint>& points, const Plot& plot, const Tenths& tenths) {
  std::string path = "M0," + plot.y(0);
  for (const CoursePoint& point : points) {
    path += "H" + plot.x(point.at) + "V" + plot.y(tenths(point));
  }
  return path;
}

std::string path(const char* style, const std::string& steps, const std::string& end) {
  return std::string("<path class=\"") + style + "\" vector-effect=\"non-scaling-stroke\" d=\"" +
         steps + end + "\"/>";
}

std::string vertical(const char* style, const std::string& x) {
  return std::string("<line class=\"") + style + "\" vector-effect=\"non-scaling-stroke\" x1=\"" +
         x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"" + std::to_string(kHeight) + "\"/>";
}

std::string day(Instant instant) { return to_rfc3339(instant).substr(0, 10); }

std::string drawing(const std::vector<CoursePoint>& points, const Plot& plot, Rule rule,
                    const std::string& until) {
  const std::string floor = "H" + until + "V" + plot.y(0) + "Z";
  const int needed = rule == Rule::tap ? 7 : 5;
  return path("n", steps(points, plot, [](const auto& p) { return 10 * p.counted; }), floor) +
         path("a", steps(points, plot, [](const auto& p) { return 10 * p.assigned; }), floor) +
         path("m", steps(points, plot, [&](const auto& p) { return needed * p.counted; }),
              "H" + until);
}

}  // namespace

std::vector<CoursePoint> course(const std::vector<DecisionRecord>& decisions,
                                const std::string& draft) {
  std::vector<const DecisionRecord*> ours;
  for (const DecisionRecord& decision : decisions) {
    if (decision.draft == draft) ours.push_back(&decision);
  }
  std::sort(ours.begin(), ours.end(), [](const auto* a, const auto* b) {
    return a->received != b->received ? a->received < b->received : a->id < b->id;
  });
  std::map<std::string, bool> assigned;
  std::vector<CoursePoint> points;
  for (const DecisionRecord* decision : ours) {
    assigned[decision->administration] = decision->authority == Authority::assigned;
    const auto yes = std::count_if(assigned.begin(), assigned.end(),
                                   [](const auto& entry) { return entry.second; });
    const CoursePoint point{decision->received, static_cast<int>(yes),
                            static_cast<int>(assigned.size())};
    if (!points.empty() && points.back().at == point.at) points.pop_back();
    points.push_back(point);
  }
  return points;
}

std::string course_svg(const std::vector<CoursePoint>& points, const Consultation& consultation,
                       Instant now) {
  Plot plot{consultation.opened, consultation.deadline, 5};
  for (const CoursePoint& point : points) {
    plot.most = std::max(plot.most, point.counted);
    plot.from = std::min(plot.from, point.at);
    plot.to = std::max(plot.to, point.at);
  }
  const bool running = plot.from < now && now < plot.to;
  std::string svg = "<div class=\"plot\"><div class=\"y\"><span>" + std::to_string(plot.most) +
                    "</span><span>0</span></div><svg role=\"img\" aria-label=\"Replies over time\" "
                    "viewBox=\"0 0 " +
                    std::to_string(kWidth) + " " + std::to_string(kHeight) +
                    "\" preserveAspectRatio=\"none\">";
  const std::string until = running ? plot.x(now) : std::to_string(kWidth);
  svg += drawing(points, plot, consultation.rule, until);
  if (running) svg += vertical("now", plot.x(now));
  if (plot.to > consultation.deadline) svg += vertical("end", plot.x(consultation.deadline));
  return svg + "</svg><div class=\"x\"><span>" + day(plot.from) + "</span><span>" +
         (plot.to > consultation.deadline ? "deadline " + day(consultation.deadline) + " (line)"
                                          : "deadline " + day(plot.to)) +
         "</span></div></div>";
}

}  // namespace tallyd
